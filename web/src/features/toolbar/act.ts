import type { ChainedCommands, Editor } from '@tiptap/core'

/** Begins to act on the text at the selection. Where the caret stands between two blocks, a line is made to act on. */
export function act(editor: Editor): ChainedCommands {
  const begun = editor.chain().focus()
  return editor.state.selection.empty ? begun.command(makeLine) : begun
}

const makeLine: Parameters<ChainedCommands['command']>[0] = ({ commands }) => {
  commands.createParagraphNear()
  return true
}
