import type { ResolvedPos } from '@tiptap/pm/model'
import { type Command, Selection } from '@tiptap/pm/state'

/** From one cell of a table to the next or the one before, and out of the table at its edges. */
export function moveInTable(direction: 1 | -1): Command {
  return ({ selection, doc, tr }, dispatch) => {
    const depth = depthOfCell(selection.$head)
    if (depth === null) return false
    const { $head } = selection
    const edge = direction > 0 ? $head.after(depth) : $head.before(depth)
    const next = Selection.findFrom(doc.resolve(edge), direction, true)
    if (next === null) return true
    const cell = depthOfCell(next.$head)
    // Backwards, too, a cell is entered at its start.
    const target = cell === null ? next : Selection.near(doc.resolve(next.$head.start(cell)), 1)
    dispatch?.(tr.setSelection(target).scrollIntoView())
    return true
  }
}

function depthOfCell($position: ResolvedPos): number | null {
  for (let depth = $position.depth; depth > 0; depth--)
    if ($position.node(depth).type.name === 'tableCell') return depth
  return null
}
