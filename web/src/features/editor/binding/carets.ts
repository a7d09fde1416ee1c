import type { EditorState } from '@tiptap/pm/state'
import { bindingIn } from './plugin.ts'
import { findSelection, type SharedSelection, shareSelection } from './selection.ts'

/** The editor's selection for others. */
export function publishSelection(state: EditorState): SharedSelection | null {
  const binding = bindingIn(state)
  return binding && shareSelection(state, binding.reading)
}

/** Where the selection of another page is in this editor; null when it is nowhere, or no selection at all. */
export function resolve(state: EditorState, selection: unknown): { anchor: number; head: number } | null {
  const binding = bindingIn(state)
  return binding && findSelection(state, binding.reading, selection)
}
