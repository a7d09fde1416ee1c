import { type Editor, Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'

/** Makes the empty paper below the text a place to go on writing: a press there goes to the end. */
export const WriteBelow = Extension.create({
  name: 'writeBelow',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            mousedown: (view, event) => {
              const last = view.dom.lastElementChild
              const distance = last === null ? 0 : event.clientY - last.getBoundingClientRect().bottom
              if (event.target !== view.dom || distance <= 0 || event.button !== 0 || event.shiftKey)
                return false
              event.preventDefault()
              goToEnd(this.editor, distance)
              return true
            },
          },
        },
      }),
    ]
  },
})

/** The invitation to write stands about this far below an empty title. */
const INVITATION = 80

/**
 * A line to write on is added only where the end is none: after the title, a divider or code. On a blank page it takes a
 * press on the invitation itself: looking around writes nothing.
 */
function goToEnd(editor: Editor, distance: number): void {
  const { doc } = editor.state
  const last = doc.lastChild
  const titleAlone = doc.childCount === 1 && last?.isTextblock === true
  const blank = titleAlone && last.content.size === 0
  const closed = last?.isAtom === true || last?.type.spec.code === true
  const needsLine = blank ? distance <= INVITATION : titleAlone || closed
  if (needsLine) editor.chain().insertContentAt(doc.content.size, { type: 'paragraph' }).focus('end').run()
  else editor.commands.focus('end')
}
