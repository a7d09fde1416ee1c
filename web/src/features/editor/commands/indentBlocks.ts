import type { Command } from '@tiptap/pm/state'
import { DEEPEST } from '../blocks/blockAttributes.ts'
import { type BlockRange, indentAt, indentOf, positionOf, selectedBlocks, withHeld } from './blockRange.ts'

/** Makes the selected blocks, and those they hold, one deeper: at most one deeper than the block before them. */
export const indentBlocks: Command = (state, dispatch) => {
  const range = withHeld(selectedBlocks(state.selection))
  const { row, from, to } = range
  const indents = row.slice(from, to).map(indentOf)
  const deepest = Math.max(...indents)
  if (from >= to || deepest >= DEEPEST || indentAt(row, from) > indentAt(row, from - 1)) return false
  if (dispatch) dispatch(shiftBlocks(state.tr, range, 1).scrollIntoView())
  return true
}

/** Makes the selected blocks, and those they hold, one less deep. */
export const outdentBlocks: Command = (state, dispatch) => {
  const range = withHeld(selectedBlocks(state.selection))
  if (range.row.slice(range.from, range.to).every((block) => indentOf(block) === 0)) return false
  if (dispatch) dispatch(shiftBlocks(state.tr, range, -1).scrollIntoView())
  return true
}

function shiftBlocks<T extends { setNodeAttribute(at: number, name: string, value: number): T }>(
  tr: T,
  range: BlockRange,
  by: number,
): T {
  for (let index = range.from; index < range.to; index++) {
    const block = range.row[index]
    if (block === undefined) continue
    const indent = Math.max(0, indentOf(block) + by)
    if (indent !== indentOf(block)) tr.setNodeAttribute(positionOf(range, index), 'indent', indent)
  }
  return tr
}
