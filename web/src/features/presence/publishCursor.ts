import type { Editor } from '@tiptap/core'
import type { Awareness } from 'y-protocols/awareness'

/**
 * Tells others where one's caret is, at most once per frame, from the moment the person first puts it into the text.
 * `publish` writes the selection in a form that holds while others type. Returns a function that ends it.
 */
export function startPublishingCursor(
  editor: Editor,
  awareness: Awareness,
  publish: () => unknown,
): () => void {
  let frame = 0
  let last = 'null'
  let begun = editor.isFocused

  function send() {
    frame = 0
    if (!begun || editor.isDestroyed) return
    const cursor = publish()
    const written = JSON.stringify(cursor)
    if (written === last) return
    last = written
    awareness.setLocalStateField('cursor', cursor)
  }
  const changed = () => {
    frame ||= requestAnimationFrame(send)
  }
  const focused = () => {
    begun = true
    changed()
  }

  editor.on('selectionUpdate', changed)
  editor.on('update', changed)
  editor.on('focus', focused)
  changed()
  return () => {
    cancelAnimationFrame(frame)
    editor.off('selectionUpdate', changed)
    editor.off('update', changed)
    editor.off('focus', focused)
  }
}
