import type { EditorState } from '@tiptap/pm/state'

/** Inside a chain of commands a state takes its selection from the transaction only when it is asked for that. */
export function freshen(state: EditorState): EditorState {
  void state.tr
  return state
}
