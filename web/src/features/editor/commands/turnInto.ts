import type { Attrs, Node } from '@tiptap/pm/model'
import { type Command, NodeSelection, Selection } from '@tiptap/pm/state'
import { isLine, positionOf, selectedBlocks } from './blockRange.ts'

/** The blocks that a line of text can be turned into, by the names of their nodes. */
export type LineKind =
  | 'paragraph'
  | 'heading'
  | 'bullet'
  | 'number'
  | 'task'
  | 'quote'
  | 'codeBlock'
  | 'divider'

/** Turns every selected block into this kind, or into text where they are of it already. */
export function turnInto(kind: LineKind, attrs: Attrs = {}): Command {
  return (state, dispatch) => {
    const range = selectedBlocks(state.selection)
    const chosen = range.row
      .map((block, index) => ({ block, index }))
      .slice(Math.max(1, range.from), range.to)
      .filter(({ block }) => isLine(block))
    if (chosen.length === 0) return false
    const back = chosen.every(({ block }) => isOf(block, kind, attrs))
    const type = state.schema.nodes[back ? 'paragraph' : kind]
    if (type === undefined) return false
    if (dispatch) {
      const { tr } = state
      for (const { block, index } of chosen) {
        const { id, indent, rest } = block.attrs
        const inside = positionOf(range, index) + 1
        tr.setBlockType(inside, inside, type, { ...(back ? {} : attrs), id, indent, rest })
      }
      if (state.selection instanceof NodeSelection)
        tr.setSelection(Selection.near(tr.doc.resolve(state.selection.from), 1))
      dispatch(tr.scrollIntoView())
    }
    return true
  }
}

function isOf({ type, attrs: own }: Node, kind: LineKind, attrs: Attrs): boolean {
  return type.name === kind && Object.entries(attrs).every(([name, value]) => own[name] === value)
}
