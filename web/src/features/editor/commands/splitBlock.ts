import type { Attrs, Node, NodeType } from '@tiptap/pm/model'
import { type Command, type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { indentAt, indentOf, isBlank, isLine, selectedBlocks } from './blockRange.ts'
import { outdentBlocks } from './indentBlocks.ts'
import { turnInto } from './turnInto.ts'
import { writeBehind } from './writeBehind.ts'

/** Kinds that go on in the next line, also from their end. */
const GOES_ON = new Set(['paragraph', 'bullet', 'number', 'task', 'quote'])

/** Begins a new line: Enter, everywhere but in code. */
export const splitBlock: Command = (state, dispatch, view) => {
  const { selection } = state
  if (writeBehind(state, dispatch)) return true
  const { $from, empty } = selection
  if (empty && !$from.parent.isTextblock) return false
  if (empty && leavesList(state))
    return outdentBlocks(state, dispatch) || turnInto('paragraph')(state, dispatch, view)
  const waiting = lineBelowTitle(state)
  if (dispatch) {
    const { tr } = state
    if (waiting !== null) tr.setSelection(TextSelection.create(tr.doc, waiting))
    else split(tr.deleteSelection(), state)
    dispatch(tr.scrollIntoView())
  }
  return true
}

/** Where nothing is written in an item or a quote, Enter leads out of it; so it does at the end of what a block holds. */
function leavesList({ selection }: EditorState): boolean {
  const { row, from } = selectedBlocks(selection)
  const block = row[from]
  if (from === 0 || block === undefined || !isLine(block) || !isBlank(block)) return false
  if (['bullet', 'number', 'task', 'quote'].includes(block.type.name)) return true
  return indentOf(block) > 0 && indentAt(row, from + 1) < indentOf(block)
}

/** From the end of the title, Enter goes to the empty line that already waits below: its place, or null. */
function lineBelowTitle({ doc, selection: { $from, empty } }: EditorState): number | null {
  const inTitle = empty && $from.depth === 1 && $from.index(0) === 0
  if (!inTitle || $from.parentOffset < $from.parent.content.size) return null
  const next = doc.maybeChild(1)
  return next?.type.name === 'paragraph' && isBlank(next) ? $from.after() + 1 : null
}

function split(tr: Transaction, { schema, storedMarks }: EditorState): void {
  const { $from } = tr.selection
  const { paragraph } = schema.nodes
  if ($from.depth === 0 || paragraph === undefined) return
  const block = $from.parent
  const marks = storedMarks ?? $from.marks().filter(({ type }) => type.spec.inclusive !== false)
  if (block.type.name === 'tableCaption') return behindTable(tr, paragraph)
  const isHead = $from.index(-1) === 0
  if ($from.parentOffset === 0 && block.content.size > 0 && !isHead) return pushDown(tr, paragraph)
  const atEnd = $from.parentOffset === block.content.size
  const goesOn = GOES_ON.has(block.type.name) || (block.type.name === 'heading' && !atEnd)
  const type = goesOn ? block.type : paragraph
  tr.split($from.pos, 1, [{ type, attrs: attrsOfNew(block, type) }]).ensureMarks(marks)
}

/** What was written keeps its block: the empty line that goes above it is the new one. */
function pushDown(tr: Transaction, paragraph: NodeType): void {
  const { $from } = tr.selection
  const block = $from.parent
  const type = GOES_ON.has(block.type.name) ? block.type : paragraph
  const { start } = block.attrs
  const attrs = type.name === 'number' ? { ...attrsOfNew(block, type), start } : attrsOfNew(block, type)
  if (typeof start === 'number') tr.setNodeAttribute($from.before(), 'start', null)
  tr.insert($from.before(), type.create(attrs))
}

function attrsOfNew({ attrs, type: old }: Node, type: NodeType): Attrs {
  const { indent = 0, level } = attrs
  return type === old && type.name === 'heading' ? { indent, level } : { indent }
}

function behindTable(tr: Transaction, paragraph: NodeType): void {
  const { $from } = tr.selection
  const rest = $from.parent.content.cut($from.parentOffset)
  const end = $from.end()
  const table = $from.node(-1)
  tr.insert($from.after(-1), paragraph.create({ indent: indentOf(table) }, rest))
  tr.setSelection(TextSelection.create(tr.doc, $from.after(-1) + 1))
  if (rest.size > 0) tr.delete($from.pos, end)
}
