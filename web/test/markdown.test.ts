import { getSchema } from '@tiptap/core'
import { describe, expect, test } from 'vitest'
import { Doc } from 'yjs'
import { extensionsFor } from '../src/features/editor/extensions.ts'
import { looksLikeMarkdown } from '../src/features/editor/looksLikeMarkdown.ts'
import { readMarkdown } from '../src/features/editor/readMarkdown.ts'

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
  const schema = getSchema(extensionsFor(new Doc()))
  const read = (text: string) => {
    const blocks = readMarkdown(text, schema)
    schema.node('doc', null, blocks).check()
    return blocks.toString()
  }

  test('headings, marks and lines that flow together', () => {
    expect(read('# A **b**\n\none\ntwo *three*  \nfour')).toBe(
      '<heading("A ", bold("b")), paragraph("one two ", italic("three"), hardBreak, "four")>',
    )
    expect(read('第一行\n第二行')).toBe('<paragraph("第一行第二行")>')
  })

  test('lists of all kinds, in each other', () => {
    expect(read('- a\n  - b\n- c')).toBe(
      '<bulletList(listItem(paragraph("a"), bulletList(listItem(paragraph("b")))), listItem(paragraph("c")))>',
    )
    expect(read('3. a\n4. b')).toBe('<orderedList(listItem(paragraph("a")), listItem(paragraph("b")))>')
    expect(read('- [ ] a\n- [x] b')).toBe(
      '<bulletList(listItem(paragraph("☐ a")), listItem(paragraph("☑ b")))>',
    )
    expect(read('- # a\n-')).toContain('listItem(paragraph, heading("a"))')
  })

  test('quotes, code and dividers', () => {
    expect(read('> a\n\n```js\nb <c>\n```\n\n---')).toBe(
      '<blockquote(paragraph("a")), codeBlock("b <c>"), horizontalRule>',
    )
    expect(read('>\n\n```\n```')).toBe('<blockquote(paragraph), codeBlock>')
  })

  test('raw HTML, tables and pictures lose nothing', () => {
    expect(read('a <b>c</b> <script>d()</script>')).toBe('<paragraph("a <b>c</b> <script>d()</script>")>')
    expect(read('<div onclick="x()">\ne\n</div>')).toContain('<div onclick=')
    expect(read('| a | b |\n|---|---|\n| 1 | 2 |')).toContain('| 1 | 2 |')
    expect(read('![pic](https://example.org/a.png)')).toBe('<paragraph(link("pic"))>')
  })

  test('links lead to the web and to mail only', () => {
    expect(read('[a](https://example.org) [b](mailto:a@b.org)')).toBe(
      '<paragraph(link("a"), " ", link("b"))>',
    )
    expect(read('[a](javascript:alert(1)) [b](data:text/html,x)')).not.toContain('link(')
  })

  test('entities, escapes and code are read as they are meant', () => {
    expect(read('a &amp; b \\*c\\* `d &amp; e`')).toBe('<paragraph("a & b *c* ", code("d &amp; e"))>')
  })
})
