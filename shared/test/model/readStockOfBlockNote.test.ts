import { expect, test } from 'vitest'
import type { XmlElement } from 'yjs'
import type { Page } from '../../src/model/page.ts'
import { readStock } from '../../src/model/readStock.ts'
import { lineOf } from '../../src/model/text.ts'
import { minting, shown } from './shown.ts'
import { node, stock } from './stockTree.ts'

const plain = { backgroundColor: 'default', textColor: 'default', textAlignment: 'left' }

/** A block with its children, as BlockNote nests them. */
function block(id: string, content: XmlElement, ...children: XmlElement[]): XmlElement {
  const nested = children.length === 0 ? [] : [node('blockGroup', {}, ...children)]
  return node('blockContainer', { id }, content, ...nested)
}

function read(...blocks: XmlElement[]): Page {
  const title = block('title', node('heading', { ...plain, level: 1, isToggleable: false }, 'T'))
  return readStock(stock(node('blockGroup', {}, title, ...blocks)), minting())
}

test('blocks keep their ids and nest by indent', () => {
  const number = block('c', node('numberedListItem', { ...plain, start: 4 }, 'four'))
  const bullet = block('b', node('bulletListItem', plain, 'bullet'), number)
  const page = read(
    block('a', node('paragraph', plain, 'text'), bullet),
    block('d', node('paragraph', plain)),
  )
  expect(lineOf(page.head)).toBe('T')
  expect(shown(page)).toEqual(['paragraph text', '  bullet bullet', '    number four', 'paragraph'])
  expect(page.blocks.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
})

test('its defaults are not kept, and what somebody chose is', () => {
  const page = read(
    block('a', node('paragraph', plain, 'x')),
    block('b', node('paragraph', { ...plain, textColor: 'red', textAlignment: 'right' }, 'x')),
    node('blockContainer', { id: 'c', backgroundColor: 'blue' }, node('paragraph', plain, 'x')),
  )
  expect(page.blocks.map(({ attributes }) => attributes)).toEqual([
    {},
    { textColor: 'red', textAlignment: 'right' },
    { backgroundColor: 'blue' },
  ])
})

test('each of its kinds has one of ours', () => {
  const media = { ...plain, url: 'https://a.example/f', name: 'f', caption: 'below' }
  const page = read(
    block('1', node('checkListItem', { ...plain, checked: true }, 'task')),
    block('2', node('toggleListItem', plain, 'toggle'), block('3', node('paragraph', plain, 'inside'))),
    block('4', node('quote', plain, 'quote')),
    block('5', node('codeBlock', { language: 'js' }, 'a\nb')),
    block('6', node('image', { ...media, showPreview: true, previewWidth: 300 })),
    block('7', node('file', media)),
    block('8', node('divider')),
    block('9', node('video', { url: 'v' })),
  )
  expect(page.blocks.map(({ kind, attributes, content }) => [kind, attributes, lineOf(content)])).toEqual([
    ['task', { checked: true }, 'task'],
    ['toggle', {}, 'toggle'],
    ['paragraph', {}, 'inside'],
    ['quote', {}, 'quote'],
    ['code', { language: 'js' }, 'a\nb'],
    ['image', { src: media.url, alt: 'f', width: 300 }, 'below'],
    ['file', { src: media.url, name: 'f' }, 'below'],
    ['divider', {}, ''],
    ['video', { url: 'v' }, ''],
  ])
})

test('columns hold columns, which hold blocks', () => {
  const column = (id: string, width: number, text: string) =>
    node('column', { id, width }, block(`${id}1`, node('paragraph', plain, text)))
  const page = read(node('columnList', { id: 'cs' }, column('l', 1, 'left'), column('r', 2, 'right')))
  expect(shown(page)).toEqual([
    'columns',
    '  column',
    '    paragraph left',
    '  column',
    '    paragraph right',
  ])
  expect(page.blocks.map(({ id }) => id)).toEqual(['cs', 'l', 'l1', 'r', 'r1'])
  expect(page.blocks[3]?.attributes).toEqual({ share: 2 })
})

test('its tables hold paragraphs of their own', () => {
  const cell = (text: string) =>
    node('tableCell', { ...plain, colspan: 1, rowspan: 1 }, node('tableParagraph', {}, text))
  const page = read(
    block('t', node('table', { textColor: 'default' }, node('tableRow', {}, cell('a'), cell('b')))),
  )
  expect(page.blocks).toMatchObject([{ id: 't', kind: 'table', attributes: {} }])
  expect(page.blocks[0]?.table?.cells[0]?.map(([text]) => lineOf(text!.head))).toEqual(['a', 'b'])
})
