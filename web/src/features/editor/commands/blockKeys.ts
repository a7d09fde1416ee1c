import { Extension } from '@tiptap/core'
import { keymap } from '@tiptap/pm/keymap'
import type { Command } from '@tiptap/pm/state'
import { joinBefore, joinBehind } from './joinBlocks.ts'
import { moveBlocks } from './moveBlocks.ts'
import { moveInTable } from './moveInTable.ts'
import { splitBlock } from './splitBlock.ts'
import { tabIn, tabOut } from './tabBlocks.ts'
import { toggleTasks } from './toggleTasks.ts'
import { turnInto } from './turnInto.ts'
import { breakCodeLine, indentCode, leaveCode, outdentCode } from './writeInCode.ts'

/** The keys that work on blocks. */
export const BlockKeys = Extension.create({
  name: 'blockKeys',
  addProseMirrorPlugins() {
    // A sign that was meant as itself comes back first.
    const undoSign = () => this.editor.commands.undoInputRule()
    return [keymap({ ...keys, Backspace: first(undoSign, joinBefore) })]
  },
})

const keys: Record<string, Command> = {
  Enter: first(breakCodeLine, splitBlock),
  'Mod-Enter': first(leaveCode, toggleTasks),
  'Shift-Enter': breakCodeLine,
  'Mod-Backspace': joinBefore,
  'Shift-Backspace': joinBefore,
  Delete: joinBehind,
  'Mod-Delete': joinBehind,
  Tab: first(indentCode, moveInTable(1), tabIn),
  'Shift-Tab': first(outdentCode, moveInTable(-1), tabOut),
  'Alt-ArrowUp': moveBlocks('up'),
  'Alt-ArrowDown': moveBlocks('down'),
  'Mod-Alt-0': turnInto('paragraph'),
  'Mod-Alt-c': turnInto('codeBlock'),
  'Mod-Shift-7': turnInto('number'),
  'Mod-Shift-8': turnInto('bullet'),
  'Mod-Shift-9': turnInto('task'),
  'Mod-Shift-b': turnInto('quote'),
}
for (const level of [1, 2, 3, 4, 5, 6]) keys[`Mod-Alt-${level}`] = turnInto('heading', { level })

function first(...commands: readonly Command[]): Command {
  return (state, dispatch, view) => commands.some((command) => command(state, dispatch, view))
}
