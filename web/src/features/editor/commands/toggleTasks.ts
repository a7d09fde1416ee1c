import type { Command } from '@tiptap/pm/state'
import { positionOf, selectedBlocks } from './blockRange.ts'

/** Checks the selected tasks, or unchecks them where all are checked. */
export const toggleTasks: Command = ({ selection, tr }, dispatch) => {
  const range = selectedBlocks(selection)
  const tasks = range.row
    .map((block, index) => ({ block, index }))
    .slice(range.from, range.to)
    .filter(({ block }) => block.type.name === 'task')
  if (tasks.length === 0) return false
  const checked = tasks.some(({ block }) => block.attrs['checked'] !== true)
  for (const { index } of tasks) tr.setNodeAttribute(positionOf(range, index), 'checked', checked)
  dispatch?.(tr)
  return true
}
