import { type Command, type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { indentOf } from './blockRange.ts'

const STEP = '  '

/** A new line of code. The third at the end of the block leaves it. */
export const breakCodeLine: Command = (state, dispatch) => {
  if (!inCode(state)) return false
  const { $from, empty } = state.selection
  const atEnd = empty && $from.parentOffset === $from.parent.content.size
  if (atEnd && $from.parent.textContent.endsWith('\n\n')) {
    const { tr } = state
    tr.delete($from.pos - 2, $from.pos)
    return leave(tr, dispatch)
  }
  dispatch?.(state.tr.insertText('\n').scrollIntoView())
  return true
}

/** Goes on below the code. */
export const leaveCode: Command = (state, dispatch) => inCode(state) && leave(state.tr, dispatch)

function leave(tr: Transaction, dispatch?: (tr: Transaction) => void): boolean {
  const { $to } = tr.selection
  const { paragraph } = tr.doc.type.schema.nodes
  if (paragraph === undefined) return false
  const behind = $to.after()
  tr.insert(behind, paragraph.create({ indent: indentOf($to.parent) }))
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, behind + 1)).scrollIntoView())
  return true
}

/** Moves the caret, or all the lines that are selected, two blanks to the right. */
export const indentCode: Command = (state, dispatch) => {
  if (!inCode(state)) return false
  const { tr, selection } = state
  if (selection.empty) tr.insertText(STEP)
  else for (const start of lineStarts(state)) tr.insert(tr.mapping.map(start), state.schema.text(STEP))
  dispatch?.(tr.scrollIntoView())
  return true
}

/** Moves the selected lines up to two blanks to the left. */
export const outdentCode: Command = (state, dispatch) => {
  if (!inCode(state)) return false
  const { tr, doc } = state
  for (const start of lineStarts(state)) {
    const end = Math.min(start + STEP.length, doc.resolve(start).end())
    const [blank = ''] = /^(\t| {0,2})/.exec(doc.textBetween(start, end, '', '.')) ?? []
    const from = tr.mapping.map(start)
    tr.delete(from, from + blank.length)
  }
  dispatch?.(tr.scrollIntoView())
  return true
}

function inCode({ selection: { $from, $to } }: EditorState): boolean {
  return $from.parent.type.spec.code === true && $from.sameParent($to)
}

function lineStarts({ selection: { $from, $to } }: EditorState): number[] {
  const text = $from.parent.textBetween(0, $from.parent.content.size, '', '.')
  const first = text.lastIndexOf('\n', $from.parentOffset - 1) + 1
  const starts = [first]
  for (let at = text.indexOf('\n', first); at >= 0 && at < $to.parentOffset; at = text.indexOf('\n', at + 1))
    starts.push(at + 1)
  return starts.map((offset) => $from.start() + offset)
}
