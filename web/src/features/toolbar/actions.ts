import type { Editor } from '@tiptap/core'
import {
  Bold,
  Code,
  Italic,
  List,
  ListOrdered,
  ListTodo,
  type LucideIcon,
  Minus,
  Quote,
  SquareCode,
  Strikethrough,
  Underline,
} from 'lucide-react'
import type { TextKey } from '../../i18n/en.ts'
import { act } from './act.ts'
import type { ToolbarState } from './toolbarState.ts'

/** One button of the toolbar. */
export interface Action {
  label: Extract<TextKey, `toolbar.${string}`>
  icon: LucideIcon
  keys?: string
  /** Which part of the state presses it; a button without one is never pressed. */
  pressed?: keyof ToolbarState
  run: (editor: Editor) => void
}

/** The marks of letters. */
export const marks: readonly Action[] = [
  {
    label: 'toolbar.bold',
    icon: Bold,
    keys: 'Mod-b',
    pressed: 'bold',
    run: (e) => act(e).toggleBold().run(),
  },
  {
    label: 'toolbar.italic',
    icon: Italic,
    keys: 'Mod-i',
    pressed: 'italic',
    run: (e) => act(e).toggleItalic().run(),
  },
  {
    label: 'toolbar.underline',
    icon: Underline,
    keys: 'Mod-u',
    pressed: 'underline',
    run: (e) => act(e).toggleUnderline().run(),
  },
  {
    label: 'toolbar.strike',
    icon: Strikethrough,
    keys: 'Mod-Shift-s',
    pressed: 'strike',
    run: (e) => act(e).toggleStrike().run(),
  },
  {
    label: 'toolbar.code',
    icon: Code,
    keys: 'Mod-e',
    pressed: 'code',
    run: (e) => act(e).toggleCode().run(),
  },
]

/** The kinds of blocks beside text and headings. */
export const blocks: readonly Action[] = [
  {
    label: 'toolbar.bulletList',
    icon: List,
    keys: 'Mod-Shift-8',
    pressed: 'bullet',
    run: (e) => act(e).turnInto('bullet').run(),
  },
  {
    label: 'toolbar.orderedList',
    icon: ListOrdered,
    keys: 'Mod-Shift-7',
    pressed: 'number',
    run: (e) => act(e).turnInto('number').run(),
  },
  {
    label: 'toolbar.taskList',
    icon: ListTodo,
    keys: 'Mod-Shift-9',
    pressed: 'task',
    run: (e) => act(e).turnInto('task').run(),
  },
  {
    label: 'toolbar.quote',
    icon: Quote,
    keys: 'Mod-Shift-b',
    pressed: 'quote',
    run: (e) => act(e).turnInto('quote').run(),
  },
  {
    label: 'toolbar.codeBlock',
    icon: SquareCode,
    keys: 'Mod-Alt-c',
    pressed: 'codeBlock',
    run: (e) => act(e).turnInto('codeBlock').run(),
  },
  { label: 'toolbar.divider', icon: Minus, run: (e) => act(e).insertDivider().run() },
]
