import type { Editor } from '@tiptap/core'

export type BlockKind = 'title' | 'text' | 'heading1' | 'heading2' | 'heading3'

/** What the toolbar shows about the selection. */
export interface ToolbarState {
  kind: BlockKind | null
  bold: boolean
  italic: boolean
  underline: boolean
  strike: boolean
  code: boolean
  link: boolean
  bullet: boolean
  number: boolean
  task: boolean
  quote: boolean
  codeBlock: boolean
  canUndo: boolean
  canRedo: boolean
}

/** Reads the state at the selection. */
export function readToolbarState(editor: Editor): ToolbarState {
  const can = editor.can()
  return {
    kind: kindOf(editor),
    bold: editor.isActive('bold'),
    italic: editor.isActive('italic'),
    underline: editor.isActive('underline'),
    strike: editor.isActive('strike'),
    code: editor.isActive('code'),
    link: editor.isActive('link'),
    bullet: editor.isActive('bullet'),
    number: editor.isActive('number'),
    task: editor.isActive('task'),
    quote: editor.isActive('quote'),
    codeBlock: editor.isActive('codeBlock'),
    canUndo: can.undo(),
    canRedo: can.redo(),
  }
}

function kindOf(editor: Editor): BlockKind | null {
  const { $from, $to } = editor.state.selection
  const { parent } = $from
  if ($from.sameParent($to) && parent.type.name === 'title') return 'title'
  if (parent.type.name === 'paragraph') return 'text'
  if (parent.type.name !== 'heading') return null
  const level: unknown = parent.attrs['level']
  return level === 1 ? 'heading1' : level === 2 ? 'heading2' : level === 3 ? 'heading3' : null
}

/** Whether two states look the same. */
export function sameToolbarState(a: ToolbarState, b: ToolbarState): boolean {
  const before = Object.values(a)
  return Object.values(b).every((value, i) => value === before[i])
}
