import { expect, test } from 'vitest'
import { meet, page, together } from './together.ts'
import type { Writer } from './writer.ts'

function typesLetters(
  writer: Writer,
  block: number,
  letters: string,
  between: () => void = () => undefined,
): void {
  writer.putsCaret(writer.at(block, 999))
  for (const letter of letters) {
    const { head } = writer.state.selection
    writer.types(head, letter)
    writer.now += 50
    between()
  }
}

test('[M26] a run of typing is one step, however much the other types meanwhile', () => {
  const { ann, bob } = together(['first', 'second'])
  typesLetters(ann, 1, ' and sixty letters of hers, one after another, all in one run', () => {
    bob.types(bob.at(2, 0), 'b')
    bob.types(bob.at(1, 0), 'x')
    meet(ann, bob)
  })
  ann.steps('undo')
  meet(ann, bob)
  expect(page(bob)).toEqual([
    'title: Title',
    `paragraph: ${'x'.repeat(61)}first`,
    `paragraph: ${'b'.repeat(61)}second`,
  ])
  expect(page(ann)).toEqual(page(bob))
  expect(ann.undo.canUndo).toBe(false)
})

test('[M26] a pause and then a new word begin a new step; a pause inside a word does not', () => {
  const { ann } = together([''])
  typesLetters(ann, 1, 'one tw')
  ann.now += 1000
  typesLetters(ann, 1, 'o')
  ann.now += 1000
  typesLetters(ann, 1, ' three')
  expect(page(ann)[1]).toBe('paragraph: one two three')
  ann.steps('undo')
  expect(page(ann)[1]).toBe('paragraph: one two')
  ann.steps('undo')
  expect(page(ann)[1]).toBe('paragraph: ')
})

test('[M26] where the caret was moved, a new step begins, and undoing brings the caret back', () => {
  const { ann } = together(['alpha', 'beta'])
  typesLetters(ann, 1, ' one')
  ann.putsCaret(ann.at(2, 2))
  typesLetters(ann, 2, ' two')
  ann.putsCaret(ann.at(0, 0))
  ann.steps('undo')
  expect(page(ann)).toEqual(['title: Title', 'paragraph: alpha one', 'paragraph: beta'])
  expect(ann.state.selection.head).toBe(ann.at(2, 999))
  ann.steps('undo')
  expect(page(ann)[1]).toBe('paragraph: alpha')
  expect(ann.state.selection.head).toBe(ann.at(1, 999))
  ann.steps('redo')
  ann.steps('redo')
  expect(page(ann)).toEqual(['title: Title', 'paragraph: alpha one', 'paragraph: beta two'])
})

test('[M26] redo without anything to do again undoes nothing', () => {
  const { ann } = together([''])
  typesLetters(ann, 1, 'word')
  ann.steps('redo')
  expect(page(ann)[1]).toBe('paragraph: word')
})

test.each([
  ['turned it into a heading', (ann: Writer) => ann.turns(1, 'heading', { level: 2 })],
  ['turned it into code', (ann: Writer) => ann.turns(1, 'codeBlock')],
  ['made it bold', (ann: Writer) => ann.bolds(ann.at(1, 0), ann.at(1, 999))],
  ['indented it', (ann: Writer) => ann.indents(1, 1)],
])('[M26] undoing where one %s leaves the letters that the other wrote there', (_what, act) => {
  const { ann, bob } = together(['first line'])
  act(ann)
  meet(ann, bob)
  bob.types(bob.at(1, 5), 'BOB')
  meet(ann, bob)
  ann.steps('undo')
  meet(ann, bob)
  expect(page(ann)).toEqual(['title: Title', 'paragraph: firstBOB line'])
  expect(bob.state.doc.eq(ann.state.doc)).toBe(true)
})

test('[M26] an undone split puts the lines together again, with what the other wrote in both', () => {
  const { ann, bob } = together(['first line'])
  ann.splits(ann.at(1, 5))
  meet(ann, bob)
  bob.types(bob.at(1, 0), 'A')
  bob.types(bob.at(2, 0), 'B')
  meet(ann, bob)
  ann.steps('undo')
  meet(ann, bob)
  expect(page(ann)).toEqual(['title: Title', 'paragraph: AfirstB line'])
  expect(page(bob)).toEqual(page(ann))
})

test('[M26] an undone join parts the lines again, each with what the other wrote in it', () => {
  const { ann, bob } = together(['first', 'second'])
  ann.joins(2)
  meet(ann, bob)
  bob.types(bob.at(1, 2), 'A')
  bob.types(bob.at(1, 999), 'B')
  meet(ann, bob)
  ann.steps('undo')
  meet(ann, bob)
  expect(page(ann)).toEqual(['title: Title', 'paragraph: fiArst', 'paragraph: secondB'])
  expect(page(bob)).toEqual(page(ann))
})

test('[M26] a deleted block comes back with its kind and id', () => {
  const { ann } = together(['first', 'second'])
  ann.turns(2, 'task', { checked: true })
  const before = ann.state.doc
  ann.deletesBlock(2)
  ann.steps('undo')
  expect(ann.state.doc.eq(before)).toBe(true)
})

test('[M26] undoing a table that the other wrote in leaves it', () => {
  const { ann, bob } = together(['first'])
  ann.insertsTable(2)
  meet(ann, bob)
  bob.typesInCell('BOB')
  meet(ann, bob)
  ann.steps('undo')
  meet(ann, bob)
  expect(page(bob).join()).toContain('BOB')
  expect(page(ann)).toEqual(page(bob))
})

/** Something that is a step of its own. */
function asStep(writer: Writer, act: () => void): void {
  writer.undo.endStep()
  writer.now += 10_000
  act()
  writer.undo.endStep()
}

test('[M26] where others left nothing of the last step, the one before is taken back whole', () => {
  const { ann, bob } = together(['', 'other'])
  asStep(ann, () => ann.types(ann.at(1, 0), 'abcdef'))
  asStep(ann, () => ann.deletes(ann.at(1, 1), ann.at(1, 4)))
  ann.steps('undo')
  asStep(ann, () => ann.deletes(ann.at(1, 2), ann.at(1, 3)))
  ann.steps('undo')
  asStep(ann, () => ann.types(ann.at(2, 0), 'X'))
  meet(ann, bob)
  bob.deletes(bob.at(2, 0), bob.at(2, 1))
  meet(ann, bob)
  expect(page(ann)).toEqual(['title: Title', 'paragraph: abcdef', 'paragraph: other'])
  ann.steps('undo')
  expect(page(ann)).toEqual(['title: Title', 'paragraph: ', 'paragraph: other'])
})

test('[M26] the caret comes back to the step that was taken back, not to one of which others left nothing', () => {
  const { ann, bob } = together(['alpha', 'beta', 'gamma'])
  ann.putsCaret(ann.at(1, 5))
  ann.types(ann.at(1, 5), 'A')
  ann.putsCaret(ann.at(3, 5))
  ann.now += 10_000
  ann.types(ann.at(3, 5), 'X')
  meet(ann, bob)
  bob.deletes(bob.at(3, 5), bob.at(3, 6))
  meet(ann, bob)
  ann.putsCaret(ann.at(2, 1))
  ann.steps('undo')
  expect(page(ann)[1]).toBe('paragraph: alpha')
  expect(ann.state.selection.head).toBe(ann.at(1, 5))
})
