import type { Fragment, Node, Schema } from '@tiptap/pm/model'
import { mintId } from '../binding/mintId.ts'

/** A new table of these cells, row by row. Short rows are filled up. */
export function makeTable(
  rows: readonly (readonly (readonly Node[])[])[],
  caption: Fragment,
  schema: Schema,
): Node {
  const width = Math.max(1, ...rows.map((cells) => cells.length))
  const columns = Array.from({ length: width }, mintId)
  const grid = rows.map((cells) =>
    schema.node(
      'tableRow',
      { id: mintId() },
      columns.map((column, x) => schema.node('tableCell', { column }, linesOf(cells[x] ?? [], schema))),
    ),
  )
  return schema.node('table', null, [
    schema.node('tableGrid', { columns }, grid),
    schema.node('tableCaption', null, caption),
  ])
}

/** The first line of a cell is plain text [M18], and no cell holds a table. */
function linesOf(blocks: readonly Node[], schema: Schema): Node[] {
  const lines = blocks.filter(({ type }) => type.isInGroup('line'))
  const [first, ...others] = lines
  if (first === undefined) return [schema.node('paragraph')]
  if (first.type.name === 'paragraph') return [schema.node('paragraph', null, first.content), ...others]
  const isText = first.type.spec.code !== true
  return [schema.node('paragraph', null, isText ? first.content : []), ...(isText ? others : lines)]
}
