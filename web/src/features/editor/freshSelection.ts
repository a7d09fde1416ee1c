import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { Incoming } from '../../session/incoming.ts'

/**
 * Browsers report a moved caret a moment after it moved. A command key that comes within that moment would act where the
 * caret was, and what others write would put it back there: the editor is made to look before either.
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
                if (command && !event.isComposing) look(view)
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
