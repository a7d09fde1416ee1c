import type { Editor } from '@tiptap/core'
import { type RefObject, useEffect, useRef } from 'react'

/** Marks an element with `data-quiet` from the first key in the text until the pointer moves. */
export function useQuietWhileTyping(editor: Editor): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const text = editor.view.dom
    const recede = (event: KeyboardEvent) => {
      if (event.key.length === 1 && !event.ctrlKey && !event.metaKey)
        element.current?.setAttribute('data-quiet', '')
    }
    const comeBack = () => element.current?.removeAttribute('data-quiet')
    text.addEventListener('keydown', recede)
    window.addEventListener('pointermove', comeBack, { passive: true })
    window.addEventListener('pointerdown', comeBack, { passive: true })
    return () => {
      text.removeEventListener('keydown', recede)
      window.removeEventListener('pointermove', comeBack)
      window.removeEventListener('pointerdown', comeBack)
    }
  }, [editor])

  return element
}
