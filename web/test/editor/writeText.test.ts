import { expect, test } from 'vitest'
import { writeText } from '../../src/features/editor/clipboard/writeText.ts'
import { page } from './drawing.ts'

/** What other programs get as plain text. */
const copied = (...lines: readonly string[]) => {
  const { doc } = page(['T', ...lines].join('\n'))
  return writeText(doc.content.cut(doc.child(0).nodeSize))
}

test('lists keep their signs and what they hold', () => {
  expect(copied('- a', '  1. b', '  1. c', '- d', '[x] e', 'f')).toBe('- a\n  1. b\n  2. c\n- d\n[x] e\n\nf')
  expect(copied('1. a', '  b\\nc', '1. d')).toBe('1. a\n   b\n   c\n2. d')
})

test('a quote is one quote, with all that it holds', () => {
  expect(copied('> a', '  - b', '> c', 'd')).toBe('> a\n>\n> - b\n>\n> c\n\nd')
})

test('code, dividers and headings are their text', () => {
  expect(copied('# a', '$ b\\n  c', '--- ', 'd')).toBe('a\n\nb\n  c\n\n---\n\nd')
})

test('a part of one line is its words', () => {
  expect(copied('- a')).toBe('a')
})
