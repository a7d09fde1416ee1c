import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { outlineOf } from '../../src/model/outline.ts'
import type { Block, Inline, Page } from '../../src/model/page.ts'
import { CONTENT, read } from '../../src/model/read.ts'
import { textOf } from '../../src/model/text.ts'
import { titleIn, titleOf } from '../../src/model/title.ts'

const letters = (text: string): Inline[] => [{ text, marks: {} }]

const page = (head: string, ...blocks: Block[]): Page => ({ head: letters(head), blocks })

function block(kind: string, content: readonly Inline[], more: Partial<Block> = {}): Block {
  return { id: kind, kind, indent: 0, attributes: {}, content, table: null, ...more }
}

test('the text of a page has a line for each block', () => {
  const bullet = block('bullet', [...letters('one '), { text: 'bold', marks: { bold: true } }], { indent: 1 })
  expect(textOf(page('Title', bullet, block('divider', []), block('image', letters('A cat'))))).toBe(
    'Title\none bold\n\nA cat',
  )
  expect(textOf({ head: [], blocks: [] })).toBe('')
})

test('an atom reads as its name, its formula or its date, and as nothing if it has none', () => {
  const atoms = [
    { kind: 'mention', person: '7', name: 'Ada' },
    { kind: 'math', tex: 'x^2' },
    { kind: 'date', date: '2026-01-31' },
    { kind: 'footnote', to: 'n1' },
    { kind: 'mention', name: 5 },
  ].map((atom) => ({ atom, marks: {} }))
  expect(textOf(page('', block('paragraph', [...letters('> '), ...atoms])))).toBe('\n> Adax^22026-01-31')
})

test('a table reads row by row, its caption behind it', () => {
  const table = {
    columns: ['c1', 'c2'],
    rows: ['r1', 'r2'],
    cells: [
      [[page('a')], [page('b', block('bullet', letters('c')))]],
      [[page('d'), page('e')], []],
    ],
  }
  expect(textOf(page('T', block('table', letters('Caption'), { table })))).toBe('T\na\tb c\nd e\t\nCaption')
  expect(textOf(page('T', block('table', [], { table })))).toBe('T\na\tb c\nd e\t')
})

test('a page is called as its title says, without needless spaces, in at most 200 characters', () => {
  expect(titleOf(page('  Plan\n for   2026 ', block('paragraph', letters('text'))))).toBe('Plan for 2026')
  expect(titleOf({ head: [], blocks: [block('paragraph', letters('text'))] })).toBe('')
  expect(titleOf(page('📝'.repeat(300)))).toBe('📝'.repeat(200))
})

test('the outline has the headings of a page', () => {
  const heading = (id: string, level: number, text: string) =>
    block('heading', letters(text), { id, attributes: { level } })
  expect(
    outlineOf(
      page('T', heading('a', 1, 'One'), block('paragraph', letters('x')), heading('b', 2, ' Two\nlines ')),
    ),
  ).toEqual([
    { id: 'a', level: 1, text: 'One' },
    { id: 'b', level: 2, text: 'Two lines' },
  ])
})

test('the title read from a text alone is the one of the page', () => {
  const text = new Y.Doc().getText(CONTENT)
  expect(titleIn(text)).toBe('')
  text.insert(0, '  Plans \n for  spring ')
  text.insertEmbed(text.length, new Y.Map([['kind', 'paragraph']]))
  text.insert(text.length, 'not the title')
  expect(titleIn(text)).toBe('Plans for spring')
  expect(titleIn(text)).toBe(titleOf(read(text)))
})
