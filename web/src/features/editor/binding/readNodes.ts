import type { Mark, Node } from '@tiptap/pm/model'
import { isJsonObject, jsonOf } from '@weft/shared/model/json'
import type { Inline, Json, JsonObject, Marks, Page, Table } from '@weft/shared/model/page'
import type { BlockMark, Token } from '@weft/shared/model/token'
import { kindOf } from './kinds.ts'

/**
 * The part of a list of blocks between two positions as pieces of flat text. Positions count from the first block; `first` is a
 * block at or before the part, and `start` where it begins.
 */
export function readBlocks(blocks: readonly Node[], from: number, to: number, first = 0, start = 0): Token[] {
  const tokens: Token[] = []
  let begin = start
  for (let index = first; index < blocks.length && begin < to; index++) {
    const block = blocks[index]!
    if (from <= begin && index > 0) tokens.push({ opens: readOpens(block) })
    const { node, offset } = textIn(block)
    const left = Math.max(0, from - begin - offset)
    const right = Math.min(node.content.size, to - begin - offset)
    if (left < right) tokens.push(...readInline(node, left, right))
    begin += block.nodeSize
  }
  return tokens
}

/** The node that holds the text of a block, and how far behind the block's start its first letter is. */
export function textIn(block: Node): { node: Node; offset: number } {
  if (block.type.name !== 'table') return { node: block, offset: 1 }
  const grid = block.child(0)
  return { node: block.child(1), offset: grid.nodeSize + 2 }
}

function readOpens(node: Node): BlockMark {
  const { id, indent, rest, ...own }: Record<string, unknown> = node.attrs
  const kind = kindOf(node)
  if (node.type.name === 'otherBlock') delete own['kind']
  const attributes = { ...jsonObject(rest), ...jsonObject(own) }
  const table = node.type.name === 'table' ? readTable(node.child(0)) : null
  return { id: typeof id === 'string' ? id : '', kind, indent: Number(indent) || 0, attributes, table }
}

function readTable(grid: Node): Table {
  const rows = grid.content.content.map(({ attrs }) => String(attrs['id']))
  const columns = (grid.firstChild?.content.content ?? []).map(({ attrs }) => String(attrs['column']))
  const cells = grid.content.content.map((row) => row.content.content.map((cell) => [readCell(cell)]))
  return { columns, rows, cells }
}

function readCell(cell: Node): Page {
  const [first, ...others] = cell.content.content
  const head = first === undefined ? [] : readInline(first, 0, first.content.size)
  const blocks = others.map((block) => ({
    ...readOpens(block),
    content: readInline(block, 0, block.content.size),
  }))
  return { head, blocks }
}

function readInline(parent: Node, from: number, to: number): Inline[] {
  const inline: Inline[] = []
  parent.nodesBetween(from, to, (node, position) => {
    const marks = readMarks(node.marks)
    if (node.isText) {
      const text = node.text ?? ''
      // Yjs sends half a pair of surrogates as a sign that nobody can read: here it is that already.
      inline.push({ text: text.slice(Math.max(0, from - position), to - position).toWellFormed(), marks })
    } else if (node.type.name === 'hardBreak') inline.push({ text: '\n', marks })
    else inline.push({ atom: jsonObject(node.attrs['atom']), marks })
    return false
  })
  return inline
}

function readMarks(marks: readonly Mark[]): Marks {
  return Object.fromEntries(
    marks.map(({ type, attrs }): [string, Json] => [
      type.name,
      type.name === 'link' ? { href: String(attrs['href']) } : true,
    ]),
  )
}

function jsonObject(value: unknown): JsonObject {
  const json = jsonOf(value)
  return isJsonObject(json) ? json : {}
}
