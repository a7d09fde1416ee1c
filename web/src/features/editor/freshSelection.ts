import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { Incoming } from '../../session/incoming.ts'

/**
 * Browsers report a moved caret a moment after it moved. A command key that comes within that moment would act where the
 * caret was, a letter would write over a selection that is gone, and what others write would put the caret back: the
 * editor is made to look before each. A letter at a plain caret is the browser's own, and waits for no look.
 */
export function freshSelection({ before }: Incoming): Extension {
  return Extension.create({
    name: 'freshSelection',
    priority: 1001,
    addProseMirrorPlugins() {
      return [
        new Plugin({
          props: {
            handleDOMEvents: {
              keydown(view, event) {
                const command = event.key.length > 1 || event.ctrlKey || event.metaKey
                if ((command || !view.state.selection.empty) && !event.isComposing) look(view)
                return false
              },
            },
          },
          view: (view) => ({ destroy: before(() => look(view)) }),
        }),
      ]
    },
  })
}

function look(view: EditorView): void {
  if (!view.composing && view.hasFocus()) document.dispatchEvent(new Event('selectionchange'))
}
