import { expect, test } from 'vitest'
import type { XmlElement } from 'yjs'
import type { Block, Page } from '../../src/model/page.ts'
import { readStock } from '../../src/model/readStock.ts'
import { lineOf, textOf } from '../../src/model/text.ts'
import { minting, shown } from './shown.ts'
import { node, p, stock } from './stockTree.ts'

function read(...nodes: XmlElement[]): Page {
  return readStock(stock(p('T'), ...nodes), minting())
}

/** The first text of each cell. */
function heads(block: Block | undefined): string[][] {
  return block?.table?.cells.map((row) => row.map(([page]) => lineOf(page?.head ?? []))) ?? []
}

const cell = (text: string, spans: object = {}) => node('tableCell', { ...spans }, p(text))
const row = (...cells: XmlElement[]) => node('tableRow', {}, ...cells)

test('[M17, M18] a table has rows, columns and cells, each with an id of its own', () => {
  const header = node('tableHeader', { colspan: 1, rowspan: 1 }, p('a'))
  const { blocks } = read(node('table', {}, row(header, cell('b')), row(cell('c'), cell('d'))), p('after'))
  expect(blocks).toMatchObject([{ kind: 'table', content: [], indent: 0 }, { kind: 'paragraph' }])
  expect(heads(blocks[0])).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
  const { columns = [], rows = [] } = blocks[0]?.table ?? {}
  expect(new Set([...columns, ...rows]).size).toBe(4)
})

test('the first paragraph of a cell is its head, and what follows are its blocks', () => {
  const list = node('bulletList', {}, node('listItem', {}, p('b')))
  const rich = node('table_cell', {}, p('a'), list, p('c'))
  const heading = node('table_cell', {}, node('heading', { level: 2 }, 'h'))
  const [table] = read(node('table', {}, node('table_row', {}, rich, heading))).blocks
  const [first, second] = (table?.table?.cells[0] ?? []).flat()
  expect(lineOf(first!.head)).toBe('a')
  expect(shown(first!)).toEqual(['bullet b', 'paragraph c'])
  expect(second!.head).toEqual([])
  expect(shown(second!)).toEqual(['heading h'])
})

test('wide and high cells leave empty ones where they reached, and missing ones are empty', () => {
  const rows = [
    row(cell('high', { rowspan: 2 }), cell('wide', { colspan: 2 })),
    row(cell('a'), cell('b')),
    row(cell('c')),
  ]
  expect(heads(read(node('table', {}, ...rows)).blocks[0])).toEqual([
    ['high', 'wide', ''],
    ['', 'a', 'b'],
    ['c', '', ''],
  ])
})

test('a column that no cell begins in is only a width', () => {
  const table = node(
    'table',
    {},
    row(cell('a', { colspan: 1e9 }), cell('b')),
    row(cell('c', { rowspan: Number.NaN })),
  )
  expect(heads(read(table).blocks[0])).toEqual([
    ['a', 'b'],
    ['c', ''],
  ])
})

test('[M18] a table in a cell is its text', () => {
  const inner = node('table', {}, row(cell('b'), cell('c')))
  const [table] = read(node('table', {}, row(node('tableCell', {}, p('a'), inner)))).blocks
  const [page] = table?.table?.cells[0]?.[0] ?? []
  expect(textOf(page!)).toBe('a\nb\nc')
})

test('what stands wrongly in a table is a row or a cell', () => {
  const [table] = read(node('table', {}, 'x', row(cell('a'), p('b')), p('c'))).blocks
  expect(heads(table)).toEqual([
    ['x', ''],
    ['a', 'b'],
    ['c', ''],
  ])
})

test('a table without cells is none, and one that is too large is its text', () => {
  expect(read(node('table'), node('table', {}, row())).blocks).toEqual([])
  const wide = Array.from({ length: 101 }, (_, i) => cell(`c${i}`))
  expect(shown(read(node('table', {}, row(...wide))))).toEqual(wide.map((_, i) => `paragraph c${i}`))
})
