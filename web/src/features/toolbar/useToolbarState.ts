import type { Editor } from '@tiptap/core'
import { useEffect, useState } from 'react'
import { readToolbarState, sameToolbarState, type ToolbarState } from './toolbarState.ts'

/** The state at the selection, read at most once per frame and after the key was painted. */
export function useToolbarState(editor: Editor): ToolbarState {
  const [state, setState] = useState(() => readToolbarState(editor))

  useEffect(() => {
    let frame = 0
    let task: ReturnType<typeof setTimeout> | undefined
    const read = () => {
      frame = 0
      if (editor.isDestroyed) return
      const next = readToolbarState(editor)
      setState((before) => (sameToolbarState(before, next) ? before : next))
    }
    const changed = () => {
      frame ||= requestAnimationFrame(() => {
        task = setTimeout(read)
      })
    }
    editor.on('transaction', changed)
    changed()
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(task)
      editor.off('transaction', changed)
    }
  }, [editor])

  return state
}
