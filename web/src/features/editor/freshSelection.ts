import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'

/**
 * Browsers report a moved caret a moment after it moved. A command key that comes within that moment would act where the
 * caret was: the editor is made to look before such a key.
 */
export const FreshSelection = Extension.create({
  name: 'freshSelection',
  priority: 1001,
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            keydown: (view, event) => {
              const command = event.key.length > 1 || event.ctrlKey || event.metaKey
              if (command && !event.isComposing && !view.composing)
                document.dispatchEvent(new Event('selectionchange'))
              return false
            },
          },
        },
      }),
    ]
  },
})
