import { type CommandProps, Extension } from '@tiptap/core'
import type * as Y from 'yjs'
import { Binding } from './binding.ts'
import { mintId } from './mintId.ts'
import { bindingPlugin } from './plugin.ts'
import { Undo } from './undo.ts'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    sharedText: {
      /** Takes back one step of one's own. */
      undo: () => ReturnType
      /** Does again what was taken back. */
      redo: () => ReturnType
    }
  }
}

/** Keeps the editor and the shared text the same, and undoes one's own edits. */
export function sharedText(text: Y.Text): Extension {
  const binding = new Binding(text)
  const undo = new Undo(binding, () => performance.now())

  const step =
    (direction: 'undo' | 'redo') =>
    ({ dispatch, editor, tr }: CommandProps) => {
      if (dispatch === undefined) return direction === 'undo' ? undo.canUndo : undo.canRedo
      // The text's own event shows what was undone.
      tr.setMeta('preventDispatch', true)
      const selection = undo.step(direction, () => editor.state)
      if (selection !== null) editor.view.dispatch(editor.state.tr.setSelection(selection).scrollIntoView())
      return selection !== null
    }

  return Extension.create({
    name: 'sharedText',
    // Before all others: nothing else looks at an empty page, or answers the keys of undo.
    priority: 1001,

    onBeforeCreate() {
      // A document is taken as it is, which the type does not say: as JSON each block would be made twice.
      Object.assign(this.editor.options, { content: binding.page(this.editor.schema) })
    },

    onDestroy() {
      undo.destroy()
    },

    addCommands() {
      return { undo: () => step('undo'), redo: () => step('redo') }
    },

    addKeyboardShortcuts() {
      // Answered even where there is nothing to do: the browser's own undo must never touch the text.
      const always = (command: () => boolean) => () => command() || true
      return {
        'Mod-z': always(() => this.editor.commands.undo()),
        'Mod-y': always(() => this.editor.commands.redo()),
        'Mod-Shift-z': always(() => this.editor.commands.redo()),
      }
    },

    addProseMirrorPlugins() {
      return [bindingPlugin(binding, undo, mintId)]
    },
  })
}
