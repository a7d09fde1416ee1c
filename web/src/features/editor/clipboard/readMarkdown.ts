import { Fragment, type Node, type Schema } from '@tiptap/pm/model'
import { Marked, type Token, type Tokens } from 'marked'
import { BlockRow, type Place } from './blockRow.ts'
import { makeTable } from './makeTable.ts'
import { readInline } from './readInline.ts'

// Tags are not read: raw HTML stays the text it is.
const markdown = new Marked({ gfm: true })
markdown.use({ tokenizer: { html: () => undefined, tag: () => undefined } })

/** Reads Markdown as blocks of the editor. What the editor has no block for stays as text: nothing is lost. */
export function readMarkdown(text: string, schema: Schema): Fragment {
  const row = new BlockRow(schema)
  readBlocks(markdown.lexer(text.replaceAll('\r\n', '\n')), row, row.page(), schema)
  return Fragment.from(row.blocks)
}

function readBlocks(tokens: readonly Token[], row: BlockRow, place: Place, schema: Schema): void {
  for (const token of tokens) readBlock(token, row, place, schema)
}

function readBlock(token: Token, row: BlockRow, place: Place, schema: Schema): void {
  switch (token.type) {
    case 'space':
    case 'def':
    case 'checkbox':
      return
    case 'heading':
      return row.addBlock(
        place,
        'heading',
        { level: Number(token['depth']) },
        readInline(childrenOf(token), schema),
      )
    case 'code':
      return row.addBlock(
        place,
        'codeBlock',
        { language: languageOf(token['lang']) },
        literal(String(token['text']), schema),
      )
    case 'hr':
      return row.addBlock(place, 'divider', {}, [])
    case 'blockquote': {
      const quote = row.inQuote(place)
      readBlocks(childrenOf(token), row, quote, schema)
      return row.begin(quote)
    }
    case 'list':
      return readList(token as Tokens.List, row, place, schema)
    case 'table':
      return row.addTable(place, readTable(token as Tokens.Table, schema))
    default:
      return row.addText(place, readInline(childrenOf(token), schema, token.raw))
  }
}

function childrenOf(token: Token): readonly Token[] {
  return 'tokens' in token ? (token.tokens ?? []) : []
}

function readList(list: Tokens.List, row: BlockRow, place: Place, schema: Schema): void {
  for (const [i, { task, checked, tokens }] of list.items.entries()) {
    const type = task ? 'task' : list.ordered ? 'number' : 'bullet'
    const start = i === 0 && list.ordered ? Number(list.start) : null
    const item = row.inItem(place, type, task ? { checked: checked === true } : {}, start)
    readBlocks(tokens, row, item, schema)
    row.begin(item)
  }
}

function readTable({ header, rows }: Tokens.Table, schema: Schema): Node {
  const cells = [header, ...rows].map((row) =>
    row.map(({ tokens }) => [schema.node('paragraph', null, readInline(tokens, schema))]),
  )
  return makeTable(cells, Fragment.empty, schema)
}

/** The first word behind the fence. */
function languageOf(words: unknown): string {
  return typeof words === 'string' ? (/^[\w+#.-]{1,64}/.exec(words)?.[0] ?? '') : ''
}

function literal(text: string, schema: Schema): Node[] {
  return text === '' ? [] : [schema.text(text)]
}
