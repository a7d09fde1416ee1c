import { TextSelection } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import { schema } from './schema.ts'
import { meet, page, together } from './together.ts'
import type { Writer } from './writer.ts'

function selects(writer: Writer, anchor: number, head: number): void {
  writer.dispatch(writer.state.tr.setSelection(TextSelection.create(writer.state.doc, anchor, head)))
}

function selected({ state: { doc, selection } }: Writer): string {
  return doc.textBetween(selection.from, selection.to)
}

test.each([
  ['forwards', 1, 4],
  ['backwards', 4, 1],
])('[M14] what others write at the edges of a selection made %s is not selected', (_how, anchor, head) => {
  const { ann, bob } = together(['abcdef'])
  selects(ann, ann.at(1, anchor), ann.at(1, head))
  bob.types(bob.at(1, 4), 'END')
  bob.types(bob.at(1, 1), 'START')
  bob.tells(ann)
  expect(page(ann)[1]).toBe('paragraph: aSTARTbcdENDef')
  expect(selected(ann)).toBe('bcd')
  expect(ann.state.selection.anchor < ann.state.selection.head).toBe(anchor < head)
})

test('[M14] what others write where the caret stands comes behind it', () => {
  const { ann, bob } = together(['abcdef'])
  ann.putsCaret(ann.at(1, 3))
  bob.types(bob.at(1, 3), 'BOB')
  bob.tells(ann)
  expect(ann.state.selection.head).toBe(ann.at(1, 3))
})

test('bold chosen for the next letter stays chosen while others write', () => {
  const { ann, bob } = together(['abcdef'])
  ann.putsCaret(ann.at(1, 3))
  ann.dispatch(ann.state.tr.addStoredMark(schema.mark('bold')))
  bob.types(bob.at(1, 0), 'BOB')
  bob.tells(ann)
  expect(ann.state.storedMarks?.map(({ type }) => type.name)).toEqual(['bold'])
})

test('a caret stays behind its letter where the block under it has to be put anew', () => {
  const { ann, bob } = together(['one', 'two'])
  bob.insertsTable(2)
  bob.typesInCell('cell')
  meet(ann, bob)
  ann.putsCaret(ann.cells[0]! + 2)
  bob.changesLane('insert', 'row', 0)
  bob.changesLane('insert', 'column', 0)
  bob.tells(ann)
  expect(ann.letterBeforeCaret?.letter).toBe('e')
})

test('[M24] twins that two moves leave are gone for everybody with the next letter', () => {
  const { ann, bob } = together(['alpha', 'beta', 'gamma'])
  ann.moves(1, 3)
  bob.moves(1, 4)
  meet(ann, bob)
  expect(ann.binding.reading.hidden.size).toBe(1)
  ann.types(ann.at(0, 5), '!')
  meet(ann, bob)
  expect(ann.binding.reading.hidden.size).toBe(0)
  expect(page(bob)).toEqual(['title: Title!', 'paragraph: beta', 'paragraph: alpha', 'paragraph: gamma'])
})

test('[M24] twins of two blocks go at once, and nothing else with them', () => {
  const { ann, bob } = together(['alpha', 'beta', 'gamma', 'delta'])
  ann.moves(1, 5)
  ann.moves(1, 5)
  bob.moves(1, 4)
  bob.moves(1, 4)
  meet(ann, bob)
  expect(ann.binding.reading.hidden.size).toBe(2)
  const before = page(ann)
  bob.types(bob.at(0, 99), '!')
  meet(ann, bob)
  expect(page(ann)).toEqual(before.map((line, i) => (i === 0 ? `${line}!` : line)))
  expect(ann.binding.reading.hidden.size).toBe(0)
})
