import type { Block, Inline, JsonObject, Page, Table } from './page.ts'

/** A page as plain text, for search and copying: a line for each block, and one for each row of a table. */
export function textOf({ head, blocks }: Page): string {
  return [lineOf(head), ...blocks.flatMap(linesOf)].join('\n')
}

/** The text of one block. An atom is what people read in its place. */
export function lineOf(content: readonly Inline[]): string {
  return content.map((inline) => ('text' in inline ? inline.text : atomText(inline.atom))).join('')
}

function linesOf({ content, table }: Block): string[] {
  const line = lineOf(content)
  if (table === null) return [line]
  return line === '' ? rowsOf(table) : [...rowsOf(table), line]
}

function rowsOf({ cells }: Table): string[] {
  return cells.map((row) => row.map((pages) => pages.map(cellText).join(' ')).join('\t'))
}

function cellText(page: Page): string {
  return textOf(page).replaceAll(/\s+/g, ' ').trim()
}

const READ_AS = new Map([
  ['math', 'tex'],
  ['date', 'date'],
])

function atomText(atom: JsonObject): string {
  const { kind } = atom
  const text = atom[(typeof kind === 'string' ? READ_AS.get(kind) : null) ?? 'name']
  return typeof text === 'string' ? text : ''
}
