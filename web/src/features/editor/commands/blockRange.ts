import type { Node } from '@tiptap/pm/model'
import type { Selection } from '@tiptap/pm/state'

/** Some blocks of a row of blocks: of the page, or of one cell. The first of the row is its head: it stays what it is. */
export interface BlockRange {
  readonly row: readonly Node[]
  /** Where the first block of the row begins. */
  readonly start: number
  readonly from: number
  /** Behind the last index. */
  readonly to: number
}

/** The blocks a selection reaches into. */
export function selectedBlocks({ $from, $to, empty }: Selection): BlockRange {
  let depth = $from.sharedDepth($to.pos)
  while (depth > 0 && $from.node(depth).type.name !== 'tableCell') depth--
  const row = $from.node(depth).children
  const from = $from.index(depth)
  // A selection of whole lines ends where the next one begins.
  const behind = !empty && $to.depth === depth + 1 && $to.parentOffset === 0 && $to.index(depth) > from
  const to = behind ? $to.index(depth) : $to.indexAfter(depth)
  return { row, start: $from.start(depth), from, to }
}

/** The same blocks without the head, together with the deeper ones behind them [M9]. */
export function withHeld({ row, start, from, to }: BlockRange): BlockRange {
  const first = Math.max(1, from)
  const least = Math.min(...row.slice(first, to).map(indentOf))
  let end = to
  while (end > first && end < row.length && indentAt(row, end) > least) end++
  return { row, start, from: first, to: end }
}

/** Where the block with this index begins. */
export function positionOf({ row, start }: BlockRange, index: number): number {
  let position = start
  for (let i = 0; i < index; i++) position += row[i]?.nodeSize ?? 0
  return position
}

export function indentOf({ attrs }: Node): number {
  return Number(attrs['indent'] ?? 0)
}

/** How deep the block with this index is; the head is above all others. */
export function indentAt(row: readonly Node[], index: number): number {
  const block = row[index]
  return block === undefined || index === 0 ? -1 : indentOf(block)
}

/** Whether a block is one line of text, and no table. */
export function isLine({ type }: Node): boolean {
  return type.isInGroup('line')
}

/** Whether a block has a line of text with nothing in it. */
export function isBlank(block: Node): boolean {
  return block.isTextblock && block.content.size === 0
}
