import type { Node } from '@tiptap/pm/model'
import type { Reading } from '@weft/shared/model/reading'
import type { FlatText, Section } from '@weft/shared/model/section'
import { itemOf, parentItem } from '@weft/shared/model/inside'
import type * as Y from 'yjs'
import { BlockWalk } from './blockWalk.ts'
import { textIn } from './readNodes.ts'

/** Where the blocks of one flat text stand in the document. */
export interface Place {
  readonly blocks: readonly Node[]
  /** Where the first of them begins. */
  readonly start: number
}

/** The place of a flat text: the page itself, or a cell of it. Null where the document does not show it. */
export function placeOf(doc: Node, root: Reading, reading: FlatText, shown = root.visible): Place | null {
  if (reading === root) return { blocks: doc.content.content, start: 0 }
  const owner = ownerOf(reading)
  if (owner === null) return null
  const index = shown.findIndex(({ mark }) => mark === owner.mark)
  const section = shown[index]
  const table = index < 0 ? null : doc.maybeChild(index)
  const order = section?.table ?? null
  if (order === null || table === null || table.type.name !== 'table') return null
  const { rows, columns, cellAt } = order
  const y = rows.indexOf(owner.row)
  const x = columns.indexOf(owner.column)
  const row = table.child(0).maybeChild(y)
  const cell = row === null ? null : row.maybeChild(x)
  if (row === null || cell === null) return null
  let start = startOf(doc.content.content, index) + 2
  start += startOf(table.child(0).content.content, y) + 1
  start += startOf(row.content.content, x) + 1
  const texts = cellAt(owner.row, owner.column)
  const own = texts.indexOf(reading)
  const before = countBlocks(texts.slice(0, own))
  const blocks = cell.content.content.slice(before, cell.childCount - countBlocks(texts.slice(own + 1)))
  return { blocks, start: start + startOf(cell.content.content, before) }
}

/** The flat text and the unit in it at a position of the document; null where there is no text. */
export function unitAt(doc: Node, root: Reading, position: number): { text: Y.Text; unit: number } | null {
  const $position = doc.resolve(position)
  const cell = $position.node(4)
  if (cell?.type.name !== 'tableCell')
    return unitIn(root, { blocks: doc.content.content, start: 0 }, position)
  const table = root.visible[$position.index(0)]?.table ?? null
  if (table === null) return null
  const texts = table.cellAt(String($position.node(3).attrs['id']), String(cell.attrs['column']))
  for (const reading of texts) {
    const place = placeOf(doc, root, reading)
    if (place === null) continue
    const end = place.start + startOf(place.blocks, place.blocks.length)
    if (position >= place.start && position < end) return unitIn(reading, place, position)
  }
  return null
}

function unitIn(
  reading: FlatText,
  { blocks, start }: Place,
  position: number,
): { text: Y.Text; unit: number } | null {
  const { text } = reading
  const walk = new BlockWalk(blocks)
  const unit = walk.unitsBefore(position - start)
  if (reading.hidden.size === 0) return { text, unit }
  const section = reading.visible[walk.index]
  if (section === undefined) return null
  // Twins, which are not shown, have units too.
  const shown = walk.units + (walk.index > 0 ? 1 : 0)
  const own = section.mark === null ? 0 : 1
  return { text, unit: reading.indexOf(section) + own + Math.max(0, unit - shown) }
}

/** The position behind a unit of the text, which may be gone; null where the document does not show it. */
export function positionBehind(doc: Node, root: Reading, item: Y.Item, units: number): number | null {
  const reading = root.readingOf(item.parent)
  if (reading === null) return null
  const { section, offset } = reading.find(item)
  const inside = Math.min(section.length, offset + (item.deleted || !item.countable ? 0 : units))
  return positionOf(doc, root, reading, section, Math.max(0, inside))
}

/** The position of a place in a block's text. */
export function positionOf(
  doc: Node,
  root: Reading,
  reading: Reading,
  section: Section,
  offset: number,
): number | null {
  const place = placeOf(doc, root, reading)
  // A twin is shown in the place of the first.
  const shown = reading.hidden.has(section)
    ? ({ id }: Section) => id === section.id
    : (one: Section) => one === section
  const index = reading.visible.findIndex(shown)
  const block = place?.blocks[index]
  if (place === null || block === undefined) return null
  const text = textIn(block)
  return place.start + startOf(place.blocks, index) + text.offset + Math.min(offset, text.node.content.size)
}

/** Where a block begins, from the start of the first. */
export function startOf(blocks: readonly Node[], index: number): number {
  let start = 0
  for (let i = 0; i < index; i++) start += blocks[i]?.nodeSize ?? 0
  return start
}

function countBlocks(texts: readonly FlatText[]): number {
  return texts.reduce((sum, { visible }) => sum + visible.length, 0)
}

function ownerOf({ text }: FlatText): { mark: Y.Item; row: string; column: string } | null {
  const cell = itemOf(text)
  const cells = cell && parentItem(cell)
  const mark = cells && parentItem(cells)
  const [row, column] = cell?.parentSub?.split('/') ?? []
  return mark === null || row === undefined || column === undefined ? null : { mark, row, column }
}
