import type { Node } from '@tiptap/pm/model'
import { depthOf } from './blockAttributes.ts'

/** How far the count has come on each level of indent, up to the block that was counted last [M10]. */
export type Counts = readonly number[]

/** The counts behind a block. A block ends the runs that are deeper, and unless it is numbered also that of its own level. */
export function count(before: Counts, block: Node): Counts {
  const { type, attrs } = block
  const indent = depthOf(block)
  if (type.name !== 'number') return before.length > indent ? before.slice(0, indent) : before
  const start: unknown = attrs['start']
  const number = typeof start === 'number' ? start : (before[indent] ?? 0) + 1
  return Array.from({ length: indent + 1 }, (_, level) => (level === indent ? number : (before[level] ?? 0)))
}

/** The number that an item without a start of its own has at this index of a row, on this level. */
export function numberAt(row: readonly Node[], index: number, indent: number): number {
  let number = 1
  for (let i = index - 1; i >= 0; i--) {
    const block = row[i]
    const level = block === undefined ? 0 : depthOf(block)
    if (level > indent) continue
    if (block?.type.name !== 'number' || level < indent) return number
    const start: unknown = block.attrs['start']
    if (typeof start === 'number') return start + number
    number += 1
  }
  return number
}
