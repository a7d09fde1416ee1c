import { type Editor, Extension } from '@tiptap/core'
import { GapCursor } from '@tiptap/pm/gapcursor'
import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'

/** Makes the empty paper below the text a place to go on writing: a press there goes to the end, and writes nothing. */
export const WriteBelow = Extension.create({
  name: 'writeBelow',

  addKeyboardShortcuts() {
    return {
      ArrowDown: ({ editor: { state, view } }) => {
        const { selection, doc } = state
        const inLast = selection.$to.index(0) >= doc.childCount - 1 || selection.to === doc.content.size
        const atEdge = !selection.$to.parent.isTextblock || view.endOfTextblock('down')
        if (!inLast || !atEdge || !needsLine(doc) || selection instanceof LineToCome) return false
        view.dispatch(state.tr.setSelection(new LineToCome(doc)).scrollIntoView())
        return true
      },
      Backspace: ({ editor }) =>
        editor.state.selection instanceof LineToCome &&
        editor.state.doc.lastChild?.isTextblock === true &&
        editor.commands.focus('end'),
    }
  },

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

/** On a blank page a press beside the invitation goes to the title, which comes first. */
function goToEnd(editor: Editor, distance: number): void {
  const { doc } = editor.state
  const blank = doc.childCount === 1 && doc.firstChild?.content.size === 0
  const onNewLine = needsLine(doc) && (!blank || distance <= INVITATION)
  editor.commands.focus('end', { scrollIntoView: !onNewLine })
  if (onNewLine) editor.view.dispatch(editor.state.tr.setSelection(new LineToCome(doc)))
}

const NO_TEXT = new Set(['title', 'codeBlock', 'divider', 'table', 'otherBlock'])

/** Whether the end is no line of text to go on with: a title, a divider, code. */
function needsLine({ lastChild }: Node): boolean {
  return NO_TEXT.has(lastChild?.type.name ?? 'title')
}

/** The caret below the last block, on a line that is written together with its first letter. */
class LineToCome extends GapCursor {
  constructor(doc: Node) {
    super(doc.resolve(doc.content.size))
  }

  /** Stays below whatever others write: two people who begin at once get a line each. */
  override map(doc: Node): LineToCome {
    return new LineToCome(doc)
  }
}
