import { type Command, type EditorState } from '@tiptap/pm/state'
import { indentAt, indentOf, selectedBlocks } from './blockRange.ts'
import { indentBlocks, outdentBlocks } from './indentBlocks.ts'

const ITEMS = new Set(['bullet', 'number', 'task'])
/** What a block below can be put into [M9]. */
const HOLDERS = new Set([...ITEMS, 'quote', 'otherBlock'])

/** Puts items one deeper, and other blocks into the item or quote above them. Anywhere else the key leads out of the text. */
export const tabIn: Command = (state, dispatch, view) => {
  if (isInItem(state)) return indentBlocks(state, dispatch, view) || true
  return canBeHeld(state) && indentBlocks(state, dispatch, view)
}

/** Takes blocks out of what holds them. */
export const tabOut: Command = (state, dispatch, view) =>
  outdentBlocks(state, dispatch, view) || isInItem(state)

function isInItem({ selection }: EditorState): boolean {
  const { row, from, to } = selectedBlocks(selection)
  return row.slice(from, to).some(({ type }) => ITEMS.has(type.name))
}

function canBeHeld({ selection }: EditorState): boolean {
  const { row, from } = selectedBlocks(selection)
  const block = row[from]
  if (block === undefined || from === 0) return false
  let above = from - 1
  while (above > 0 && indentAt(row, above) > indentOf(block)) above--
  return HOLDERS.has(row[above]?.type.name ?? '')
}
