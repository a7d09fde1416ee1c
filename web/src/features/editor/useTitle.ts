import type { Editor } from '@tiptap/core'
import { useCallback, useSyncExternalStore } from 'react'
import { titleOf } from './blocks/title.ts'

/** The title as it is now; empty while there is none. */
export function useTitle(editor: Editor): string {
  const subscribe = useCallback(
    (onChange: () => void) => {
      editor.on('update', onChange)
      return () => {
        editor.off('update', onChange)
      }
    },
    [editor],
  )
  return useSyncExternalStore(subscribe, () => titleOf(editor.state.doc))
}
