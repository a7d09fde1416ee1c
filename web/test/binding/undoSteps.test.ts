import { TextSelection } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import { meet, page, together } from './together.ts'
import type { Writer } from './writer.ts'

/** Types letter by letter where the caret stands. */
function types(writer: Writer, letters: string): void {
  for (const letter of letters) writer.types(writer.state.selection.head, letter)
}

/** How many steps it takes to undo everything. */
function undoesAll(writer: Writer): number {
  let steps = 0
  for (; writer.undo.canUndo; steps++) writer.steps('undo')
  return steps
}

test('[M26] after a long pause even the rest of a word is a new step', () => {
  const { ann } = together([''])
  ann.putsCaret(ann.at(1, 0))
  types(ann, 'wo')
  ann.now += 10_000
  types(ann, 'rd')
  ann.steps('undo')
  expect(page(ann)[1]).toBe('paragraph: wo')
})

test('[M26] a run of deleting is one step, and another than the typing before', () => {
  const { ann } = together([''])
  ann.putsCaret(ann.at(1, 0))
  types(ann, 'letters')
  for (let i = 0; i < 3; i++) ann.deletes(ann.state.selection.head - 1, ann.state.selection.head)
  expect(page(ann)[1]).toBe('paragraph: lett')
  ann.steps('undo')
  expect(page(ann)[1]).toBe('paragraph: letters')
  expect(undoesAll(ann)).toBe(1)
})

test('[M26] making letters bold is a step of its own', () => {
  const { ann } = together([''])
  ann.putsCaret(ann.at(1, 0))
  types(ann, 'word')
  ann.bolds(ann.at(1, 0), ann.at(1, 4))
  ann.putsCaret(ann.at(1, 4))
  ann.steps('undo')
  expect(ann.blocks[1]?.toString()).toBe('paragraph("word")')
})

test.each([
  [
    'takes bold from letters beside it',
    (bob: Writer) => bob.dispatch(bob.state.tr.removeMark(0, bob.at(1, 3))),
  ],
  ['turns its block into a heading', (bob: Writer) => bob.turns(1, 'heading')],
  ['splits the block before it', (bob: Writer) => bob.splits(bob.at(0, 2))],
])('[M26] a run of typing goes on while somebody else %s', (_what, act) => {
  const { ann, bob } = together(['one'])
  bob.bolds(bob.at(1, 0), bob.at(1, 3))
  meet(ann, bob)
  ann.putsCaret(ann.at(1, 3))
  types(ann, 'ab')
  meet(ann, bob)
  act(bob)
  meet(ann, bob)
  types(ann, 'cd')
  expect(ann.state.doc.textContent).toBe('Titleoneabcd')
  expect(undoesAll(ann)).toBe(1)
  expect(ann.state.doc.textContent).toBe('Titleone')
})

test('[M26] undo brings back the selection that was typed over, wherever others have moved it', () => {
  const { ann, bob } = together(['one two three'])
  const [from, to] = [ann.at(1, 4), ann.at(1, 7)]
  ann.dispatch(ann.state.tr.setSelection(TextSelection.create(ann.state.doc, from, to)))
  ann.dispatch(ann.state.tr.insertText('2'))
  meet(ann, bob)
  bob.types(bob.at(1, 0), 'zero ')
  meet(ann, bob)
  ann.steps('undo')
  const { doc, selection } = ann.state
  expect(doc.textBetween(selection.from, selection.to)).toBe('two')
})
