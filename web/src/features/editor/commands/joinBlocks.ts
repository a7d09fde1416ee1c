import type { Node } from '@tiptap/pm/model'
import { type Command, type EditorState, Selection, TextSelection } from '@tiptap/pm/state'
import { indentOf, isBlank, selectedBlocks } from './blockRange.ts'
import { outdentBlocks } from './indentBlocks.ts'
import { turnInto } from './turnInto.ts'

interface Caret {
  readonly block: Node
  readonly isHead: boolean
  /** Behind the head. */
  readonly isSecond: boolean
  /** Where the block begins and ends. */
  readonly from: number
  readonly to: number
  readonly before: Node | undefined
  readonly behind: Node | undefined
}

/** From its start a block first comes out of what holds it, then becomes text, then joins the one before: Backspace. */
export const joinBefore: Command = (state, dispatch, view) => {
  const caret = findCaret(state, 'start')
  if (caret === null) return false
  const { block, isHead, from, to, before } = caret
  // The title, the first line of a cell, a caption: there is nothing they could join.
  if (isHead || before === undefined) return true
  if (indentOf(block) > 0) return outdentBlocks(state, dispatch, view)
  if (block.type.name !== 'paragraph') return turnInto('paragraph')(state, dispatch, view)
  if (dispatch) {
    const { tr } = state
    if (isBlank(before) && !caret.isSecond) tr.delete(from - before.nodeSize, from)
    else if (before.isTextblock) tr.join(from)
    else {
      tr.setSelection(Selection.near(tr.doc.resolve(from), -1))
      if (isBlank(block)) tr.delete(from, to)
    }
    dispatch(tr.scrollIntoView())
  }
  return true
}

/** At its end a block takes in the one behind it, and a blank one makes way for it: Delete. */
export const joinBehind: Command = (state, dispatch) => {
  const caret = findCaret(state, 'end')
  if (caret === null) return false
  const { block, isHead, from, to, behind } = caret
  if (behind === undefined) return true
  if (dispatch) {
    const { tr } = state
    if (isBlank(behind) && (!isBlank(block) || isHead || behind.type.name === 'divider'))
      tr.delete(to, to + behind.nodeSize)
    else if (isBlank(block) && !isHead) {
      tr.delete(from, to)
      tr.setSelection(Selection.near(tr.doc.resolve(from), 1))
    } else if (behind.isTextblock) tr.join(to)
    else tr.setSelection(Selection.near(tr.doc.resolve(to), 1))
    dispatch(tr.scrollIntoView())
  }
  return true
}

function findCaret({ selection }: EditorState, edge: 'start' | 'end'): Caret | null {
  const $cursor = selection instanceof TextSelection ? selection.$cursor : null
  if (!$cursor) return null
  const { parent } = $cursor
  if ($cursor.parentOffset !== (edge === 'start' ? 0 : parent.content.size)) return null
  const range = selectedBlocks(selection)
  const inRow = range.row[range.from] === parent
  const from = $cursor.before()
  return {
    block: parent,
    isHead: range.from === 0 || !inRow,
    isSecond: range.from === 1,
    from,
    to: $cursor.after(),
    before: inRow ? range.row[range.from - 1] : undefined,
    behind: inRow ? range.row[range.from + 1] : undefined,
  }
}
