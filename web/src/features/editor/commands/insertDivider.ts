import { type Command, TextSelection } from '@tiptap/pm/state'
import { indentAt, isBlank, positionOf, selectedBlocks, withHeld } from './blockRange.ts'

/** Puts a divider behind the selected block, or in the place of an empty one, and the caret below it. */
export const insertDivider: Command = (state, dispatch) => {
  const { divider, paragraph } = state.schema.nodes
  if (divider === undefined || paragraph === undefined) return false
  const range = selectedBlocks(state.selection)
  const last = range.to - 1
  const block = range.row[last]
  const indent = Math.max(0, indentAt(range.row, last))
  if (dispatch) {
    const { tr } = state
    const replaced = last > 0 && block !== undefined && block.type === paragraph && isBlank(block)
    const behind = replaced || last < 1 ? range.to : withHeld({ ...range, from: last }).to
    let end = positionOf(range, behind)
    if (replaced) tr.setNodeMarkup(end - block.nodeSize, divider, block.attrs)
    else {
      tr.insert(end, divider.create({ indent }))
      end += 2
    }
    const next = range.row[behind]
    if (next?.type !== paragraph) tr.insert(end, paragraph.create({ indent }))
    dispatch(tr.setSelection(TextSelection.create(tr.doc, end + 1)).scrollIntoView())
  }
  return true
}
