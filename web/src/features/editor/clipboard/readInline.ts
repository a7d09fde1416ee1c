import { decodeHtmlEntities } from '@tiptap/core'
import type { Mark, Node, Schema } from '@tiptap/pm/model'
import type { Token } from 'marked'
import { readAddress } from '../../../ui/linkAddress.ts'

const marksOf: Readonly<Record<string, string>> = { strong: 'bold', em: 'italic', del: 'strike' }
/** Lines of one paragraph flow together; Chinese, Japanese and Korean put no blank between them. */
const SOFT_BREAK = /[ \t]*\n[ \t]*/g
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u

/** Reads the text of a Markdown block; `raw` stands in for a block that has no text tokens of its own. */
export function readInline(tokens: readonly Token[], schema: Schema, raw = ''): Node[] {
  if (tokens.length === 0) return text(raw.trim(), [], schema)
  return tokens.flatMap((token) => readToken(token, [], schema))
}

function readToken(token: Token, marks: readonly Mark[], schema: Schema): Node[] {
  const name = marksOf[token.type]
  if (name !== undefined) return readMarked(token, schema.mark(name), marks, schema)
  switch (token.type) {
    case 'checkbox':
      return []
    case 'br':
      return [schema.node('hardBreak')]
    case 'codespan':
      return text(wordsOf(token, 'text'), schema.mark('code').addToSet(marks), schema)
    case 'link':
    case 'image':
      return readLink(token, marks, schema)
    case 'text':
      if (token.tokens !== undefined) return token.tokens.flatMap((inner) => readToken(inner, marks, schema))
      return text(decodeHtmlEntities(wordsOf(token, 'text')), marks, schema)
    case 'escape':
      return text(wordsOf(token, 'text'), marks, schema)
    default:
      return text(token.raw, marks, schema)
  }
}

/** What links to nowhere that may be linked keeps its Markdown; a picture is a link to it. */
function readLink(token: Token, marks: readonly Mark[], schema: Schema): Node[] {
  const address = readAddress(wordsOf(token, 'href'))
  if (address === null) return text(token.raw, marks, schema)
  const link = schema.mark('link', { href: address })
  if (token.type === 'link') return readMarked(token, link, marks, schema)
  return text(wordsOf(token, 'text') || address, link.addToSet(marks), schema)
}

function readMarked(token: Token, mark: Mark, marks: readonly Mark[], schema: Schema): Node[] {
  const inner = 'tokens' in token ? (token.tokens ?? []) : []
  return inner.flatMap((child) => readToken(child, mark.addToSet(marks), schema))
}

function text(words: string, marks: readonly Mark[], schema: Schema): Node[] {
  const flowing = words.replaceAll(SOFT_BREAK, (_match, at: number, whole: string) => {
    const before = whole.slice(0, at).at(-1) ?? ''
    const after = whole.slice(at).trimStart().at(0) ?? ''
    return CJK.test(before) && CJK.test(after) ? '' : ' '
  })
  return flowing === '' ? [] : [schema.text(flowing, marks)]
}

function wordsOf(token: Token, field: 'text' | 'href'): string {
  const value: unknown = Reflect.get(token, field)
  return typeof value === 'string' ? value : ''
}
