import { NodeSelection } from '@tiptap/pm/state'
import { describe, expect, test } from 'vitest'
import { indentBlocks, outdentBlocks } from '../../src/features/editor/commands/indentBlocks.ts'
import { insertDivider } from '../../src/features/editor/commands/insertDivider.ts'
import { moveBlocks } from '../../src/features/editor/commands/moveBlocks.ts'
import { toggleTasks } from '../../src/features/editor/commands/toggleTasks.ts'
import { turnInto } from '../../src/features/editor/commands/turnInto.ts'
import { act, after, idsOf, page, schema } from './drawing.ts'

/** A page from its lines. */
const p = (...lines: readonly string[]) => lines.join('\n')

describe('turning a block into another kind', () => {
  test('every selected block is turned, and turned back by the same command', () => {
    const bullets = p('T', '- o|ne', '- t|wo', 'three')
    expect(after(p('T', 'o|ne', '# t|wo', 'three'), turnInto('bullet'))).toBe(bullets)
    expect(after(bullets, turnInto('bullet'))).toBe(p('T', 'o|ne', 't|wo', 'three'))
  })

  test('a heading of another level is turned, not turned back', () => {
    expect(after(p('T', '# a|'), turnInto('heading', { level: 2 }))).toBe(p('T', '## a|'))
    expect(after(p('T', '## a|'), turnInto('heading', { level: 2 }))).toBe(p('T', 'a|'))
  })

  test('it stays the block it was: its id, its indent and what this version does not know', () => {
    const { doc } = page(p('T', '- x', '  - a|'))
    const known = doc.child(2)
    const state = page(p('T', '- x', '  - a|'))
    const before = state.apply(state.tr.setNodeAttribute(6, 'rest', { hue: 'red' }))
    const turned = act(before, turnInto('task', { checked: true })).doc.child(2)
    expect(turned.attrs).toEqual({ ...known.attrs, rest: { hue: 'red' }, checked: true })
  })

  test('line breaks become line feeds in code, and line breaks again outside', () => {
    const code = act(page(p('T', 'a|\\nb')), turnInto('codeBlock'))
    expect(code.doc.child(1).textContent).toBe('a\nb')
    const text = act(code, turnInto('paragraph'))
    expect(text.doc.child(1).toString()).toBe('paragraph("a", hardBreak, "b")')
  })

  test('the title stays the title', () => {
    expect(turnInto('bullet')(page('T|\na'))).toBe(false)
    expect(after(p('T|', 'a|'), turnInto('bullet'))).toBe(p('T|', '- a|'))
  })

  test('whole lines are selected to the start of the next, which is none of them', () => {
    expect(after(p('T', '|a', '|b'), turnInto('quote'))).toBe(p('T', '> |a', '|b'))
  })
})

describe('indenting', () => {
  test('a block goes at most one deeper than the one before it, and takes along what it holds', () => {
    const before = p('T', '- a', '- b|', '  - c', '- d')
    const deeper = p('T', '- a', '  - b|', '    - c', '- d')
    expect(after(before, indentBlocks)).toBe(deeper)
    expect(indentBlocks(page(deeper))).toBe(false)
    expect(after(deeper, outdentBlocks)).toBe(before)
  })

  test('the first block below the title stays where it is', () => {
    expect(indentBlocks(page(p('T', '- a|')))).toBe(false)
    expect(outdentBlocks(page(p('T', '- a|')))).toBe(false)
  })

  test('selected blocks go together', () => {
    expect(after(p('T', '- a', '- b|', '- c|', '- d'), indentBlocks)).toBe(
      p('T', '- a', '  - b|', '  - c|', '- d'),
    )
    expect(indentBlocks(page(p('T', '- a|', '- b|')))).toBe(false)
  })

  test('nothing goes deeper than twelve', () => {
    const row = Array.from({ length: 13 }, (_, indent) => `${'  '.repeat(indent)}- x`)
    expect(indentBlocks(page(p('T', ...row, `${'  '.repeat(12)}- y|`)))).toBe(false)
  })
})

describe('moving', () => {
  test('a block moves past its neighbour with what both hold', () => {
    const before = p('T', '- a', '  - b', '- c|', '  - d', 'e')
    const up = p('T', '- c|', '  - d', '- a', '  - b', 'e')
    expect(after(before, moveBlocks('up'))).toBe(up)
    expect(after(up, moveBlocks('down'))).toBe(before)
  })

  test('it stays the same block', () => {
    const before = page(p('T', 'a', '- b|', '  c', 'd'))
    const moved = act(before, moveBlocks('down'))
    expect(idsOf(moved)).toEqual(['a', 'd', 'b', 'c'])
    expect(moved.doc.child(3)).toBe(before.doc.child(2))
  })

  test('it comes out of what held it, or into the next', () => {
    expect(after(p('T', '- a', '  - b|'), moveBlocks('up'))).toBe(p('T', '- b|', '- a'))
    expect(after(p('T', '- a', '  - b|', '- c', '  - d'), moveBlocks('down'))).toBe(
      p('T', '- a', '- c', '  - b|', '  - d'),
    )
  })

  test('nothing moves above the title or below the end', () => {
    expect(moveBlocks('up')(page(p('T', 'a|')))).toBe(false)
    expect(moveBlocks('down')(page(p('T', 'a|')))).toBe(false)
    expect(moveBlocks('down')(page(p('T|', 'a')))).toBe(false)
  })

  test('what is selected stays selected', () => {
    expect(after(p('T', 'a', 'b|b', 'c|c'), moveBlocks('up'))).toBe(p('T', 'b|b', 'c|c', 'a'))
    expect(after(p('T', 'a', '[---]'), moveBlocks('up'))).toBe(p('T', '[---]', 'a'))
  })
})

describe('a divider', () => {
  test('goes below the block, and the caret below the divider', () => {
    expect(after(p('T', 'a|b', 'c'), insertDivider)).toBe(p('T', 'ab', '--- ', '|c'))
    expect(after(p('T', 'a|'), insertDivider)).toBe(p('T', 'a', '--- ', '|'))
    expect(after('T|', insertDivider)).toBe(p('T', '--- ', '|'))
  })

  test('takes the place of an empty line, and does not part an item from what it holds', () => {
    const made = act(page(p('T', '|')), insertDivider)
    expect(idsOf(made)).toEqual(['a', null])
    expect(after(p('T', '- a|', '  - b', '- c'), insertDivider)).toBe(
      p('T', '- a', '  - b', '--- ', '|', '- c'),
    )
  })
})

test('tasks are checked together', () => {
  expect(after(p('T', '[x] a|', '[ ] b|'), toggleTasks)).toBe(p('T', '[x] a|', '[x] b|'))
  expect(after(p('T', '[x] a|', '[x] b|'), toggleTasks)).toBe(p('T', '[ ] a|', '[ ] b|'))
  expect(toggleTasks(page(p('T', 'a|')))).toBe(false)
})

test('a page of any blocks is one the schema allows', () => {
  expect(() => schema.node('doc', null, []).check()).toThrow('Invalid content')
  expect(() => page(p('T', '--- ', '> ', '$ ', '? a')).doc.check()).not.toThrow()
})

test.each(['tableGrid', 'tableRow', 'tableCell', 'tableCaption'])(
  'a table is chosen as a whole: what is typed then must not take a %s apart',
  (part) => {
    expect(NodeSelection.isSelectable(schema.nodes['table']!.createAndFill()!)).toBe(true)
    expect(schema.nodes[part]!.spec.selectable).toBe(false)
  },
)
