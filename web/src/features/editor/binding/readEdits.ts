import type { Node } from '@tiptap/pm/model'
import type { Change } from '@weft/shared/model/change'
import { diff } from '@weft/shared/model/diff'
import { sameJson } from '@weft/shared/model/json'
import { BlockWalk } from './blockWalk.ts'
import type { ChangedRange } from './changedRanges.ts'
import { type CellPlace, CellEdits, type CellTexts } from './cellEdits.ts'
import { readBlocks } from './readNodes.ts'
import { wholeLetters } from './wholeLetters.ts'
import { wholeTables } from './wholeTables.ts'

/** Edits of one flat text: that of the page, or that of a cell. */
export interface Edits {
  readonly cell: CellPlace | null
  readonly changes: readonly Change[]
}

/** What a person changed in the editor's document, as the smallest edits of the flat texts that it shows. */
export function readEdits(
  before: Node,
  after: Node,
  ranges: readonly ChangedRange[],
  texts: CellTexts,
): Edits[] {
  const root: Change[] = []
  const cells = new CellEdits(before, after, texts)
  const old = new BlockWalk(before.content.content)
  const now = new BlockWalk(after.content.content)
  for (const one of ranges) {
    const letters = wholeLetters(before, after, one)
    if (cells.takeLine(letters)) continue
    const { from, to, newFrom, newTo } = wholeTables(before, after, letters)
    const range = { from, to, newFrom, newTo }
    const at = old.unitsBefore(from)
    now.unitsBefore(newFrom)
    cells.takeTables(range, old, now)
    const removed = readBlocks(old.blocks, from, to, old.index, old.start)
    const inserted = readBlocks(now.blocks, newFrom, newTo, now.index, now.start)
    for (const change of diff(removed, inserted, at)) pushJoined(root, change, old.units)
  }
  return [...cells.edits(), ...(root.length > 0 ? [{ cell: null, changes: root }] : [])]
}

/** Letters of neighbouring blocks that get the same marks get them in one edit: on the block mark between they mean nothing. */
function pushJoined(changes: Change[], change: Change, blockMark: number): void {
  const last = changes.at(-1)
  const isNext =
    last?.type === 'format' &&
    change.type === 'format' &&
    last.at + last.length === blockMark &&
    change.at === blockMark + 1 &&
    sameJson(last.marks, change.marks)
  if (isNext) changes[changes.length - 1] = { ...last, length: change.at + change.length - last.at }
  else changes.push(change)
}
