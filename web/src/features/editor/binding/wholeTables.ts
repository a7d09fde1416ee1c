import type { Node } from '@tiptap/pm/model'
import type { ChangedRange } from './changedRanges.ts'

/** A range that begins or ends inside of a table, widened to whole blocks: letters may have gone from cell to page, or back. */
export function wholeTables(before: Node, after: Node, range: ChangedRange): ChangedRange {
  const { from, to, newFrom, newTo } = range
  const places = [
    before.resolve(from),
    before.resolve(to),
    after.resolve(newFrom),
    after.resolve(newTo),
  ] as const
  if (places.every(({ depth }) => depth < IN_GRID)) return range
  const [$from, $to, $newFrom, $newTo] = places
  if ([$from, $to, $newFrom, $newTo].some(({ depth }) => depth === 0)) return range
  return { from: $from.before(1), to: $to.after(1), newFrom: $newFrom.before(1), newTo: $newTo.after(1) }
}

/** The depth of a row: deeper than a caption. */
const IN_GRID = 3
