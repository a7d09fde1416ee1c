import { EditorState } from '@tiptap/pm/state'
import { describe, expect, test } from 'vitest'
import { looksLikeMarkdown } from '../src/features/editor/clipboard/looksLikeMarkdown.ts'
import { readMarkdown } from '../src/features/editor/clipboard/readMarkdown.ts'
import { draw, schema } from './editor/drawing.ts'

describe('what looks like Markdown', () => {
  test.each([
    '# Title',
    'text\n\n## Part two',
    '```\ncode\n```',
    '> said somebody',
    '- one\n- two',
    '1. one\n2. two',
    'a **bold** word',
    'see [this](https://example.org)',
    'call `run()` first',
    '- [ ] to do',
    '| a | b |\n|---|---|',
    'above\n\n---\n\nbelow',
    '# 标题\n\n正文',
  ])('%j', (text) => expect(looksLikeMarkdown(text)).toBe(true))

  test.each([
    'A plain sentence.',
    'Two lines\nof prose',
    '- a dash at the start',
    '3. is my favourite number',
    '#hashtag and #another',
    '5 * 3 * 2 = 30',
    'snake_case_names and __init__.py',
    'https://example.org/a_b_c',
    'a > b',
    '普通的一句话。',
    '',
  ])('%j does not', (text) => expect(looksLikeMarkdown(text)).toBe(false))
})

describe('Markdown as blocks', () => {
  const read = (text: string) => {
    const blocks = readMarkdown(text, schema)
    const doc = schema.node('doc', null, [schema.node('title'), ...blocks.content])
    doc.check()
    return doc
  }
  const drawn = (text: string) => draw(EditorState.create({ doc: read(text) })).replace(/^\|?\n/, '')
  const said = (text: string) => read(text).children.slice(1).join(', ')

  test('headings, marks and lines that flow together', () => {
    expect(said('# A **b**\n\none\ntwo *three*  \nfour')).toBe(
      'heading("A ", bold("b")), paragraph("one two ", italic("three"), hardBreak, "four")',
    )
    expect(said('第一行\n第二行')).toBe('paragraph("第一行第二行")')
  })

  test('lists of all kinds, in each other', () => {
    expect(drawn('- a\n  - b\n\n    more of b\n- c')).toBe('- a\n  - b\n    more of b\n- c')
    expect(drawn('1. a\n2. b\n   > c')).toBe('1. a\n1. b\n  > c')
    expect(drawn('- [ ] a\n- [x] b')).toBe('[ ] a\n[x] b')
    expect(drawn('- [ ] a\n\n- [x] b')).toBe('[ ] a\n[x] b')
    expect(drawn('- # a\n-')).toBe('- \n  # a\n- ')
  })

  test('a numbered list begins with its own number, and a second one begins anew', () => {
    const starts = (text: string) =>
      read(text)
        .children.slice(1)
        .map(({ attrs }) => attrs['start'])
    expect(starts('1. a\n2. b')).toEqual([null, null])
    expect(starts('3. a\n4. b')).toEqual([3, null])
    expect(starts('1. a\n\n\n1) b')).toEqual([null, 1])
  })

  test('quotes, code and dividers', () => {
    expect(drawn('> a\n>\n> - b\n>\n> c\n\n```js\nd <e>\n```\n\n---')).toBe('> a\n  - b\n> c\n$ d <e>\n--- ')
    expect(drawn('>\n\n```\n```')).toBe('> \n$ ')
    expect(read('```js title="x"\n```').child(1).attrs['language']).toBe('js')
  })

  test('tables keep their cells, row by row', () => {
    const table = read('| a | **b** |\n|---|---|\n| 1 |').child(1)
    expect(table.child(0).children.map((row) => row.children.map((cell) => cell.textContent))).toEqual([
      ['a', 'b'],
      ['1', ''],
    ])
    const [first, second] = table.child(0).children
    expect(first?.attrs['id']).not.toBe(second?.attrs['id'])
    expect(first?.children.map(({ attrs }) => attrs['column'])).toEqual(table.child(0).attrs['columns'])
  })

  test('raw HTML and pictures lose nothing', () => {
    expect(said('a <b>c</b> <script>d()</script>')).toBe('paragraph("a <b>c</b> <script>d()</script>")')
    expect(said('<div onclick="x()">\ne\n</div>')).toContain('<div onclick=')
    expect(said('![pic](https://example.org/a.png)')).toBe('paragraph(link("pic"))')
  })

  test('links lead to the web and to mail only', () => {
    expect(said('[a](https://example.org) [b](mailto:a@b.org)')).toBe('paragraph(link("a"), " ", link("b"))')
    expect(said('[a](javascript:alert(1)) [b](data:text/html,x)')).not.toContain('link(')
  })

  test('entities, escapes and code are read as they are meant', () => {
    expect(said('a &amp; b \\*c\\* `d &amp; e`')).toBe('paragraph("a & b *c* ", code("d &amp; e"))')
  })
})
