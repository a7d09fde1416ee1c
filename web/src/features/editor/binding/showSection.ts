import { Fragment, type Mark, type Node, type NodeType, type Schema } from '@tiptap/pm/model'
import type { Inline, Json, JsonObject, Marks } from '@weft/shared/model/page'
import type { FlatText, Section, TableReading } from '@weft/shared/model/section'
import { isJsonObject } from '@weft/shared/model/json'
import { isLinkable } from '../../../ui/linkAddress.ts'
import { nodeType, nodeTypeOf } from './kinds.ts'

/** One block. `head` names the node that shows the text before the first mark. */
export function showSection(section: Section, schema: Schema, head: 'title' | 'paragraph'): Node {
  const { mark, kind, attributes, content, table } = section
  if (mark === null) {
    const type = nodeType(head, schema)
    return type.create(null, showInline(content, type))
  }
  if (table !== null) return showTable(section, table, schema)
  const type = nodeTypeOf(kind, schema)
  return type.create(attrsOf(section, type, kind, attributes), showInline(content, type))
}

/** The blocks of a cell: those of its texts, one after another. */
function showCell(readings: readonly FlatText[], schema: Schema): Node[] {
  const blocks = readings.flatMap((reading) =>
    reading.visible.map((section) => showSection(section, schema, 'paragraph')),
  )
  return blocks.length > 0 ? blocks : [nodeType('paragraph', schema).create()]
}

function showTable(section: Section, { columns, rows, cellAt }: TableReading, schema: Schema): Node {
  const make = (name: string, attrs: Record<string, unknown> | null, content: readonly Node[]) =>
    nodeType(name, schema).create(attrs, content)
  const grid = rows.map((id) => {
    const cells = columns.map((column) => make('tableCell', { column }, showCell(cellAt(id, column), schema)))
    return make('tableRow', { id }, cells)
  })
  const type = nodeType('table', schema)
  const caption = nodeType('tableCaption', schema)
  return type.create(attrsOf(section, type, 'table', section.attributes), [
    make('tableGrid', { columns: [...columns] }, grid),
    caption.create(null, showInline(section.content, caption)),
  ])
}

function attrsOf({ id, indent }: Section, type: NodeType, kind: string, attributes: JsonObject) {
  const attrs: Record<string, unknown> = { id: id === '' ? null : id, indent }
  const rest: Record<string, Json> = {}
  for (const [key, value] of Object.entries(attributes)) {
    if (OWN.has(key) || !Object.hasOwn(type.spec.attrs ?? {}, key))
      Object.defineProperty(rest, key, { value, enumerable: true, writable: true, configurable: true })
    else attrs[key] = value
  }
  if (type.name === 'otherBlock') attrs['kind'] = kind
  return { ...attrs, rest: Object.keys(rest).length > 0 ? rest : null }
}

/** What every block node has for itself: an attribute of a foreign kind that is called the same is one of the rest. */
const OWN = new Set(['id', 'indent', 'rest', 'kind'])

function showInline(content: readonly Inline[], parent: NodeType): Fragment {
  const { schema } = parent
  const nodes = content.flatMap((inline): Node[] => {
    const marks = parent.markSet === null || parent.markSet.length > 0 ? showMarks(inline.marks, parent) : []
    if ('atom' in inline) return [nodeType('otherAtom', schema).create({ atom: inline.atom }, null, marks)]
    return parent.spec.code === true
      ? [schema.text(inline.text, marks)]
      : showLines(inline.text, marks, schema)
  })
  return Fragment.from(nodes)
}

function showLines(text: string, marks: readonly Mark[], schema: Schema): Node[] {
  if (!text.includes('\n')) return [schema.text(text, marks)]
  return text
    .split('\n')
    .flatMap((line, i) => [
      ...(i > 0 ? [nodeType('hardBreak', schema).create(null, null, marks)] : []),
      ...(line === '' ? [] : [schema.text(line, marks)]),
    ])
}

function showMarks(marks: Marks, parent: NodeType): readonly Mark[] {
  let shown: readonly Mark[] = []
  for (const [name, value] of Object.entries(marks)) {
    const mark = showMark(name, value, parent.schema)
    if (mark !== null && parent.allowsMarkType(mark.type)) shown = mark.addToSet(shown)
  }
  return shown
}

function showMark(name: string, value: Json, schema: Schema): Mark | null {
  const type = Object.hasOwn(schema.marks, name) ? schema.marks[name] : undefined
  if (type === undefined) return null
  if (name !== 'link') return value === true ? type.create() : null
  const href = isJsonObject(value) ? value['href'] : null
  return typeof href === 'string' && isLinkable(href) ? type.create({ href }) : null
}
