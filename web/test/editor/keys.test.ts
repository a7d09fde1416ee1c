import { describe, expect, test } from 'vitest'
import { joinBefore, joinBehind } from '../../src/features/editor/commands/joinBlocks.ts'
import { splitBlock } from '../../src/features/editor/commands/splitBlock.ts'
import { tabIn, tabOut } from '../../src/features/editor/commands/tabBlocks.ts'
import {
  breakCodeLine,
  indentCode,
  leaveCode,
  outdentCode,
} from '../../src/features/editor/commands/writeInCode.ts'
import { act, after, idsOf, page } from './drawing.ts'

/** A page from its lines. */
const p = (...lines: readonly string[]) => lines.join('\n')

describe('Enter', () => {
  test.each([
    ['splits text', p('T', 'a|b'), p('T', 'a', '|b')],
    ['goes on with the list', p('T', '- a|'), p('T', '- a', '- |')],
    ['goes on with the quote', p('T', '> a|'), p('T', '> a', '> |')],
    ['begins a task that is not done', p('T', '  [x] a|'), p('T', '  [x] a', '  [ ] |')],
    ['goes from a heading to text', p('T', '# a|'), p('T', '# a', '|')],
    ['splits a heading', p('T', '## a|b'), p('T', '## a', '## |b')],
    ['goes from the title to text', 'T|', p('T', '|')],
    ['splits the title', p('T|i', 'a'), p('T', '|i', 'a')],
    ['pushes the title down from its start', p('|T', 'a'), p('', '|T', 'a')],
    ['goes to the empty line that waits below the title', p('T|', '', 'a'), p('T', '|', 'a')],
    ['leaves an empty item one level at a time', p('T', '- a', '  - |'), p('T', '- a', '- |')],
    ['leaves the list from an empty item', p('T', '- a', '- |'), p('T', '- a', '|')],
    ['leaves the quote from an empty line', p('T', '> a', '> |', '> b'), p('T', '> a', '|', '> b')],
    ['leaves what holds an empty line at its end', p('T', '- a', '  |', '- b'), p('T', '- a', '|', '- b')],
    ['puts an empty item above', p('T', '- |a'), p('T', '- ', '- |a')],
    ['puts an empty line above a heading', p('T', '# |a'), p('T', '', '# |a')],
    ['replaces what is selected', p('T', 'a|b', '- c|d'), p('T', 'a', '|d')],
    ['begins a line below a chosen divider', p('T', '[---]', 'a'), p('T', '--- ', '|', 'a')],
    ['leaves a caption as text', p('T', '? a|'), p('T', '? a', '|')],
  ])('%s', (_, before, expected) => expect(after(before, splitBlock)).toBe(expected))

  test('what is written keeps its block', () => {
    expect(idsOf(act(page(p('T', '- a|b')), splitBlock))).toEqual(['a', null])
    expect(idsOf(act(page(p('T', '- |ab')), splitBlock))).toEqual([null, 'a'])
  })

  test('a list that begins with a number goes on beginning with it', () => {
    const state = page(p('T', '1. |a'))
    const numbered = state.apply(state.tr.setNodeAttribute(3, 'start', 5))
    expect(
      act(numbered, splitBlock)
        .doc.children.slice(1)
        .map(({ attrs }) => attrs['start']),
    ).toEqual([5, null])
  })

  test('what was bold goes on bold in the next line', () => {
    const state = page(p('T', 'ab|'))
    const { bold } = state.schema.marks
    const bolded = state.apply(state.tr.addMark(4, 6, bold!.create()))
    expect(act(bolded, splitBlock).storedMarks?.map(({ type }) => type.name)).toEqual(['bold'])
  })
})

describe('Backspace at the start of a block', () => {
  test.each([
    ['makes text of an item', p('T', '- |a'), p('T', '|a')],
    ['makes text of a heading', p('T', '# |a'), p('T', '|a')],
    ['makes text of code', p('T', '$ |a'), p('T', '|a')],
    [
      'takes an item out, and what it holds',
      p('T', '- x', '  - |a', '    - b'),
      p('T', '- x', '- |a', '  - b'),
    ],
    ['joins text with what is before it', p('T', '- a', '|b'), p('T', '- a|b')],
    ['joins text with the title', p('T', '|b'), p('T|b')],
    ['takes an empty line away, and the text stays what it is', p('T', '# ', '|b'), p('T', '|b')],
    ['takes a divider away', p('T', '--- ', '|'), p('T', '|')],
    ['takes the text into code', p('T', '$ a', '|b\\nc'), p('T', '$ a|b\\nc')],
    ['does nothing in the title', p('|T', 'a'), p('|T', 'a')],
  ])('%s', (_, before, expected) => expect(after(before, joinBefore)).toBe(expected))

  test('is an ordinary key within the text', () => {
    expect(joinBefore(page(p('T', 'a|')))).toBe(false)
    expect(joinBefore(page(p('T', '|a|')))).toBe(false)
  })
})

describe('Delete at the end of a block', () => {
  test.each([
    ['takes in the next', p('T', 'a|', '- b'), p('T', 'a|b')],
    ['takes the next into the title', p('T|', 'a'), p('T|a')],
    ['makes way when it is empty', p('T', '|', '# b'), p('T', '# |b')],
    ['takes away an empty one', p('T', '- a|', '# ', 'c'), p('T', '- a|', 'c')],
    ['takes away a divider', p('T', '|', '--- '), p('T', '|')],
    ['does nothing at the end of the page', p('T', 'a|'), p('T', 'a|')],
  ])('%s', (_, before, expected) => expect(after(before, joinBehind)).toBe(expected))
})

describe('Tab', () => {
  test('puts an item into the one above, and Shift-Tab takes it out', () => {
    expect(after(p('T', '- a', '- |b'), tabIn)).toBe(p('T', '- a', '  - |b'))
    expect(after(p('T', '- a', '  - |b'), tabOut)).toBe(p('T', '- a', '- |b'))
  })

  test('stays in a list even where there is nothing to do', () => {
    expect(after(p('T', '- |a'), tabIn)).toBe(p('T', '- |a'))
    expect(after(p('T', '- |a'), tabOut)).toBe(p('T', '- |a'))
  })

  test('puts text into the item or quote above it, and leads out of the page elsewhere', () => {
    expect(after(p('T', '- a', '|b'), tabIn)).toBe(p('T', '- a', '  |b'))
    expect(after(p('T', '> a', '  - x', '$ |b'), tabIn)).toBe(p('T', '> a', '  - x', '  $ |b'))
    expect(tabIn(page(p('T', 'a', '|b')))).toBe(false)
    expect(tabIn(page(p('T|', 'a')))).toBe(false)
  })
})

describe('in code', () => {
  test('Enter begins a line, and the third at the end leaves', () => {
    expect(after(p('T', '$ a|b'), breakCodeLine)).toBe(p('T', '$ a\\n|b'))
    expect(after(p('T', '$ a|'), breakCodeLine, breakCodeLine, breakCodeLine)).toBe(p('T', '$ a', '|'))
    expect(after(p('T', '$ a|b'), leaveCode)).toBe(p('T', '$ ab', '|'))
    expect(breakCodeLine(page(p('T', 'a|')))).toBe(false)
  })

  test('Tab moves lines to the right, and Shift-Tab back', () => {
    expect(after(p('T', '$ a|'), indentCode)).toBe(p('T', '$ a  |'))
    expect(after(p('T', '$ a|\\nb|\\nc'), indentCode)).toBe(p('T', '$   a|\\n  b|\\nc'))
    expect(after(p('T', '$   a|\\n  b|\\nc'), outdentCode)).toBe(p('T', '$ a|\\nb|\\nc'))
    expect(after(p('T', '$ x\\n   a|'), outdentCode)).toBe(p('T', '$ x\\n a|'))
  })
})
