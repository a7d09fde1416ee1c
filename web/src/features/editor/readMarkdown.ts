import { Fragment, type Node, type Schema } from '@tiptap/pm/model'
import { Marked, type Token, type Tokens } from 'marked'
import { readInline } from './readInline.ts'

// Tags are not read: raw HTML stays the text it is.
const markdown = new Marked({ gfm: true })
markdown.use({ tokenizer: { html: () => undefined, tag: () => undefined } })

/** Reads Markdown as blocks of the editor. What the editor has no block for stays as text: nothing is lost. */
export function readMarkdown(text: string, schema: Schema): Fragment {
  return Fragment.from(readBlocks(markdown.lexer(text.replaceAll('\r\n', '\n')), schema))
}

function readBlocks(tokens: readonly Token[], schema: Schema): Node[] {
  return tokens.flatMap((token) => readBlock(token, schema))
}

function readBlock(token: Token, schema: Schema): Node[] {
  const make = (type: string, content: readonly Node[], attributes?: Record<string, unknown>) => [
    schema.node(type, attributes ?? null, content),
  ]
  switch (token.type) {
    case 'space':
    case 'def':
    case 'checkbox':
      return []
    case 'heading':
      return make('heading', readInline(childrenOf(token), schema), { level: Number(token['depth']) })
    case 'code':
      return make('codeBlock', literal(String(token['text']), schema), { language: token['lang'] || null })
    case 'blockquote':
      return make('blockquote', orEmpty(readBlocks(childrenOf(token), schema), schema))
    case 'hr':
      return make('horizontalRule', [])
    case 'list':
      return readList(token as Tokens.List, schema)
    // There are no tables yet: as code their columns stay in line.
    case 'table':
      return make('codeBlock', literal(token.raw.trimEnd(), schema))
    default:
      return make('paragraph', readInline(childrenOf(token), schema, token.raw))
  }
}

function childrenOf(token: Token): readonly Token[] {
  return 'tokens' in token ? (token.tokens ?? []) : []
}

function readList(list: Tokens.List, schema: Schema): Node[] {
  const items = list.items.map((item) => {
    const blocks = readBlocks(item.tokens, schema)
    if (item.task) markTask(blocks, item.checked === true, schema)
    if (blocks[0]?.type.name !== 'paragraph') blocks.unshift(schema.node('paragraph'))
    return schema.node('listItem', null, blocks)
  })
  if (!list.ordered) return [schema.node('bulletList', null, items)]
  return [schema.node('orderedList', { start: Number(list.start) || 1 }, items)]
}

function markTask(blocks: Node[], done: boolean, schema: Schema): void {
  const box = schema.text(done ? '☑ ' : '☐ ')
  const [first] = blocks
  if (first?.type.name === 'paragraph') blocks[0] = first.copy(Fragment.from(box).append(first.content))
  else blocks.unshift(schema.node('paragraph', null, [box]))
}

function orEmpty(blocks: Node[], schema: Schema): Node[] {
  return blocks.length > 0 ? blocks : [schema.node('paragraph')]
}

function literal(text: string, schema: Schema): Node[] {
  return text === '' ? [] : [schema.text(text)]
}
