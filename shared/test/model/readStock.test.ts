import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Page } from '../../src/model/page.ts'
import { readStock } from '../../src/model/readStock.ts'
import { minting, shown } from './shown.ts'
import { node, p, stock } from './stockTree.ts'

/** A page whose title is «T». */
function read(...nodes: Y.XmlElement[]): Page {
  return readStock(stock(p('T'), ...nodes), minting())
}

const item = (...content: Y.XmlElement[]) => node('listItem', {}, ...content)

test('[M4] the first block is the title if it is a paragraph or a heading, else the title is empty', () => {
  const title = [{ text: 'Plan', marks: {} }]
  expect(readStock(stock(p('Plan'), p('text')), minting())).toMatchObject({ head: title, blocks: [{}] })
  expect(readStock(stock(node('heading', { level: 2 }, 'Plan')), minting())).toEqual({
    head: title,
    blocks: [],
  })
  expect(readStock(stock(p()), minting())).toEqual({ head: [], blocks: [] })
  expect(readStock(stock(), minting())).toEqual({ head: [], blocks: [] })
  const list = readStock(stock(node('bulletList', {}, item(p('one')))), minting())
  expect(list.head).toEqual([])
  expect(shown(list)).toEqual(['bullet one'])
})

test('paragraphs, headings, code and dividers', () => {
  const page = read(
    p('text'),
    p(),
    node('heading', { level: 3 }, 'three'),
    node('heading', { level: 9 }, 'none'),
    node('codeBlock', { language: 'ts' }, 'a\nb'),
    node('code_block', { params: 'js' }, 'c'),
    node('codeBlock', {}, 'd'),
    node('horizontalRule'),
    node('horizontal_rule'),
  )
  expect(page.blocks).toMatchObject([
    { kind: 'paragraph', content: [{ text: 'text' }], attributes: {} },
    { kind: 'paragraph', content: [] },
    { kind: 'heading', content: [{ text: 'three' }], attributes: { level: 3 } },
    { kind: 'heading', content: [{ text: 'none' }], attributes: { level: 1 } },
    { kind: 'code', content: [{ text: 'a\nb' }], attributes: { language: 'ts' } },
    { kind: 'code', content: [{ text: 'c' }], attributes: { language: 'js' } },
    { kind: 'code', content: [{ text: 'd' }], attributes: { language: '' } },
    { kind: 'divider', content: [] },
    { kind: 'divider', content: [] },
  ])
  expect(page.blocks.map(({ indent }) => indent)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0])
})

test('[M9] lists nest by indent, and a second paragraph of an item is held by it', () => {
  const inner = node('orderedList', {}, item(p('two')), item(p('three')))
  const page = read(node('bulletList', {}, item(p('one'), p('more'), inner), item(p('four'))))
  expect(shown(page)).toEqual([
    'bullet one',
    '  paragraph more',
    '  number two',
    '  number three',
    'bullet four',
  ])
})

test('an item that begins with something else is an empty item that holds it', () => {
  const page = read(
    node(
      'bulletList',
      {},
      item(node('codeBlock', {}, 'code')),
      item(node('bulletList', {}, item(p('deep')))),
    ),
  )
  expect(shown(page)).toEqual(['bullet', '  code code', 'bullet', '  bullet deep'])
})

test("the snake case of ProseMirror's examples", () => {
  const list = node('ordered_list', { order: 3 }, node('list_item', {}, p('three')))
  const bullets = node('bullet_list', { tight: true }, node('list_item', {}, p('one'), list))
  expect(shown(read(bullets))).toEqual(['bullet one', '  number three'])
  expect(read(bullets.clone()).blocks[1]?.attributes).toEqual({ start: 3 })
})

test('[M10] a numbered list says where it begins, also when the list before would go on', () => {
  const numbers = (attributes: object, ...texts: string[]) =>
    node('orderedList', { ...attributes }, ...texts.map((text) => item(p(text))))
  const page = read(
    numbers({ start: 1 }, 'a', 'b'),
    numbers({ start: 1 }, 'c', 'd'),
    p('between'),
    numbers({ start: 1 }, 'e'),
    numbers({ start: 7 }, 'f', 'g'),
    p('between'),
    numbers({ start: 'x' }, 'h'),
  )
  const starts = page.blocks.flatMap(({ kind, attributes }) =>
    kind === 'number' ? [attributes['start']] : [],
  )
  expect(starts).toEqual([null, null, 1, null, null, 7, null, null])
})

test('tasks are done or not, and nest', () => {
  const task = (checked: unknown, ...content: Y.XmlElement[]) => node('taskItem', { checked }, ...content)
  const inner = node('taskList', {}, task(false, p('peel')))
  const page = read(
    node('taskList', {}, task(true, p('cook'), inner), task('yes', p('eat'))),
    node('bullet_list', {}, node('list_item', { checked: true }, p('wash'))),
  )
  expect(shown(page)).toEqual(['task cook', '  task peel', 'task eat', 'task wash'])
  expect(page.blocks.map(({ attributes }) => attributes['checked'])).toEqual([true, false, false, true])
})

test('[M9] the first paragraph of a quotation is the quote, and the rest is held by it', () => {
  const list = node('bulletList', {}, item(p('b')))
  expect(shown(read(node('blockquote', {}, p('a'), list, p('c'))))).toEqual([
    'quote a',
    '  bullet b',
    '  paragraph c',
  ])
  expect(shown(read(node('blockquote', {}, node('heading', { level: 2 }, 'a'))))).toEqual([
    'quote',
    '  heading a',
  ])
  expect(shown(read(node('blockquote', {}, p(), p('second'))))).toEqual(['quote', '  paragraph second'])
  expect(shown(read(node('blockquote', {}, node('blockquote', {}, p('deep')))))).toEqual([
    'quote',
    '  quote deep',
  ])
})

test('details are a toggle; whether they are open is nobody else’s matter', () => {
  const content = node('detailsContent', {}, p('inside'), p('also'))
  const page = read(node('details', { open: true }, node('detailsSummary', {}, 'more'), content))
  expect(shown(page)).toEqual(['toggle more', '  paragraph inside', '  paragraph also'])
  expect(page.blocks[0]?.attributes).toEqual({})
  const empty = node('details', {}, node('detailsSummary'), node('detailsContent', {}, p('inside')))
  expect(shown(read(empty))).toEqual(['toggle', '  paragraph inside'])
})

test('an image is a block, also one that is alone in a paragraph; among letters it is an atom', () => {
  const image = (src: string) => node('image', { src, alt: 'a cat', title: 'Cat' })
  const page = read(image('1.png'), p(image('2.png')), p('see ', image('3.png'), ' there'))
  const attributes = { alt: 'a cat', title: 'Cat' }
  expect(page.blocks).toMatchObject([
    { kind: 'image', attributes: { src: '1.png', ...attributes }, content: [] },
    { kind: 'image', attributes: { src: '2.png', ...attributes }, content: [] },
    {
      kind: 'paragraph',
      content: [
        { text: 'see ' },
        { atom: { kind: 'image', src: '3.png', ...attributes } },
        { text: ' there' },
      ],
    },
  ])
})

test('mathematics in a block and in a line, in an attribute and in letters', () => {
  const page = read(
    node('blockMath', { latex: 'a^2' }),
    node('math_display', {}, 'b^2'),
    p('so ', node('inlineMath', { latex: 'c^2' }), node('math_inline', {}, 'd^2')),
  )
  expect(page.blocks).toMatchObject([
    { kind: 'math', content: [{ text: 'a^2' }], attributes: {} },
    { kind: 'math', content: [{ text: 'b^2' }] },
    {
      content: [
        { text: 'so ' },
        { atom: { kind: 'math', tex: 'c^2' } },
        { atom: { kind: 'math', tex: 'd^2' } },
      ],
    },
  ])
})

test('[M7] a node that is not known keeps its name, attributes and text, and holds what is in it', () => {
  const page = read(
    node('callout', { tone: 'warning' }, p('mind'), p('the gap')),
    node('youtube', { src: 'v', width: 640, missing: undefined, bytes: new Uint8Array(2), id: 'film' }),
    node('poem', {}, 'letters'),
  )
  expect(shown(page)).toEqual(['callout mind', '  paragraph the gap', 'youtube', 'poem letters'])
  expect(page.blocks[0]?.attributes).toEqual({ tone: 'warning' })
  expect(page.blocks[2]).toMatchObject({ id: 'film', attributes: { src: 'v', width: 640 } })
  expect(shown(read(node('constructor', {}, 'x'), node('__proto__', {}, 'y')))).toEqual([
    'constructor x',
    '__proto__ y',
  ])
})

test('what a paragraph says about itself is kept when it becomes the line of an item', () => {
  const list = node('bulletList', {}, item(node('paragraph', { id: 'line', textAlign: 'right' }, 'one')))
  expect(read(list).blocks).toMatchObject([
    { id: 'line', kind: 'bullet', attributes: { textAlign: 'right' } },
  ])
})

test('[M12] a hard break is a line feed', () => {
  const page = read(p('a', node('hardBreak'), 'b', node('hard_break'), node('hardBreak')))
  expect(page.blocks[0]?.content).toEqual([{ text: 'a\nb\n\n', marks: {} }])
})

test('[M13] marks of all schemas have the names of ours', () => {
  const marked = (attributes: Record<string, unknown>) => {
    const [block] = read(p([{ insert: 'x', attributes }])).blocks
    return block?.content[0]?.marks
  }
  expect(marked({ bold: {}, italic: {}, underline: {}, strike: {}, code: {} })).toEqual({
    bold: true,
    italic: true,
    underline: true,
    strike: true,
    code: true,
  })
  expect(marked({ strong: true, em: true, u: true, s: true })).toEqual({
    bold: true,
    italic: true,
    underline: true,
    strike: true,
  })
  expect(marked({ link: { href: 'https://a.example', target: '_blank', rel: null } })).toEqual({
    link: { href: 'https://a.example' },
  })
  expect(marked({ 'bold--1aB+/c2=': {} })).toEqual({ bold: true })
  expect(marked({ bold: false })).toEqual({})
})

test('[M15] marks that are not known keep their names and values, also two of a kind', () => {
  const attributes = {
    textStyle: { color: 'red' },
    'comment--AAAAAAAA': { by: 1 },
    'comment--BBBBBBBB': { by: 2 },
  }
  expect(read(p([{ insert: 'x', attributes }])).blocks[0]?.content).toEqual([
    { text: 'x', marks: attributes },
  ])
})

test('letters that carry the same marks are one run, however many texts they stood in', () => {
  const bold = { bold: {} }
  const page = read(
    p('a', 'b', [{ insert: 'c', attributes: bold }], [{ insert: 'd', attributes: { strong: true } }]),
  )
  expect(page.blocks[0]?.content).toEqual([
    { text: 'ab', marks: {} },
    { text: 'cd', marks: { bold: true } },
  ])
})

test('[M16] a mention has a person and a name, and other inline nodes keep what they have', () => {
  const page = read(
    p('hi ', node('mention', { id: '7', label: 'Ada' }), node('emoji', { name: 'tada' })),
    p(node('emoji', { name: 'alone' })),
    p(node('footnote', { n: 1 }, 'its text'), ' on'),
  )
  expect(page.blocks.map(({ content }) => content)).toEqual([
    [
      { text: 'hi ', marks: {} },
      { atom: { kind: 'mention', person: '7', name: 'Ada' }, marks: {} },
      { atom: { kind: 'emoji', name: 'tada' }, marks: {} },
    ],
    [{ atom: { kind: 'emoji', name: 'alone' }, marks: {} }],
    [
      { atom: { kind: 'footnote', n: 1 }, marks: {} },
      { text: 'its text on', marks: {} },
    ],
  ])
})

test('[M6, M24] an id is kept if it is one and is there once; others are minted', () => {
  const page = read(
    node('paragraph', { id: 'mine' }, 'a'),
    node('paragraph', { id: 'mine' }, 'a'),
    node('paragraph', { id: 'x'.repeat(65) }, 'b'),
    node('paragraph', { id: 5 }, 'c'),
    node('paragraph', { id: 'new9' }, 'd'),
  )
  const ids = page.blocks.map(({ id }) => id)
  expect(ids[0]).toBe('mine')
  expect(ids[4]).toBe('new9')
  expect(new Set(ids).size).toBe(5)
  expect(ids.slice(1, 4).every((id) => id.startsWith('new'))).toBe(true)
})

test('letters that stand where none should are a paragraph', () => {
  expect(shown(read(node('bulletList', {}, 'stray', item(p('one')), 'too')))).toEqual([
    'paragraph stray',
    'bullet one',
    'paragraph too',
  ])
  expect(shown(read(p('a', p('b'), 'c')))).toEqual(['paragraph a', '  paragraph b', '  paragraph c'])
})

test('a text inside a text is read where it stands', () => {
  const fragment = stock(p('T'), p('ad'))
  const text = (fragment.get(1) as Y.XmlElement).get(0) as Y.XmlText
  text.insertEmbed(1, new Y.XmlText('b'))
  text.insertEmbed(2, node('bold', {}, 'c'))
  expect(shown(readStock(fragment, minting()))).toEqual(['paragraph abcd'])
})

test('[M25] reading writes nothing, and says the same each time', () => {
  const fragment = stock(
    p('T'),
    node('bulletList', {}, item(p('a', node('hardBreak')))),
    p([{ insert: 'x', attributes: { bold: {} } }]),
  )
  const { doc } = fragment
  const before = Y.encodeStateAsUpdate(doc!)
  const pages = [readStock(fragment, minting()), readStock(fragment, minting())]
  expect(pages[0]).toEqual(pages[1])
  expect(Y.encodeStateAsUpdate(doc!)).toEqual(before)
})

test('a tree may be as deep as it likes', () => {
  for (const names of [
    ['blockquote'],
    ['bulletList', 'listItem'],
    ['strange'],
    ['paragraph'],
    ['table', 'tableRow', 'tableCell'],
  ]) {
    const fragment = new Y.Doc().getXmlFragment('content')
    fragment.doc?.transact(() => {
      let parent: Y.XmlFragment = fragment
      for (let depth = 0; depth < 20_000; depth++) {
        const child = new Y.XmlElement(names[depth % names.length] ?? '')
        parent.insert(0, [child])
        parent = child
      }
      parent.insert(0, [new Y.XmlText('deep')])
    })
    const page = readStock(fragment, minting())
    expect(JSON.stringify(page)).toContain('deep')
  }
})
