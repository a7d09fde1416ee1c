import { type Editor, Extension } from '@tiptap/core'
import { Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { insertBlocks } from './insertBlocks.ts'
import { looksLikeMarkdown } from './looksLikeMarkdown.ts'

/**
 * Turns pasted Markdown into blocks. Text that comes with formatting of its own is left to the editor,
 * and so is everything that is pasted with Shift, or into code.
 */
export const PasteMarkdown = Extension.create({
  name: 'pasteMarkdown',
  addProseMirrorPlugins() {
    let plain = false
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            keydown: (_view, event) => {
              plain = event.shiftKey
            },
            keyup: (_view, event) => {
              plain = event.shiftKey
            },
          },
          handlePaste: (view, event) => {
            const text = readPlainText(event.clipboardData)
            const inCode = view.state.selection.$from.parent.type.spec.code === true
            if (text === null || plain || inCode || !looksLikeMarkdown(text)) return false
            void pasteBlocks(this.editor, text)
            return true
          },
        },
      }),
    ]
  },
})

/** The text of a paste that has nothing else to offer. Code editors add their colours: those are no formatting. */
function readPlainText(data: DataTransfer | null): string | null {
  if (data === null || data.files.length > 0) return null
  const formatted = data.types.includes('text/html') && !data.types.includes('vscode-editor-data')
  return formatted ? null : data.getData('text/plain') || null
}

const loadReader = () => import('./readMarkdown.ts')

async function pasteBlocks(editor: Editor, text: string): Promise<void> {
  const { readMarkdown } = await loadReader().catch(() => ({ readMarkdown: null }))
  if (editor.isDestroyed) return
  // Offline before the reader was here: the text itself must not be lost.
  if (readMarkdown === null) return void editor.view.pasteText(text)
  const blocks = readMarkdown(text, editor.schema)
  const inline = blocks.childCount === 1 && blocks.firstChild?.type.name === 'paragraph'
  const slice = inline ? new Slice(blocks, 1, 1) : new Slice(blocks, 0, 0)
  const { tr } = editor.state
  editor.view.dispatch(insertBlocks(tr, slice).scrollIntoView().setMeta('paste', true))
}
