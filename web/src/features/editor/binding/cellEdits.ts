import type { Node } from '@tiptap/pm/model'
import type { Change } from '@weft/shared/model/change'
import { diff } from '@weft/shared/model/diff'
import { BlockWalk } from './blockWalk.ts'
import type { ChangedRange } from './changedRanges.ts'
import { startOf } from './places.ts'
import { readBlocks, textIn } from './readNodes.ts'

/** A text of a cell: by the block its table is, by its row and column, and which of the cell's texts it is. */
export interface CellPlace {
  readonly block: number
  readonly row: string
  readonly column: string
  readonly part: number
}

/** How many lines each text of a cell shows [M19]. */
export type CellTexts = (block: number, row: string, column: string) => readonly number[]

interface Cell {
  readonly block: number
  readonly row: string
  readonly column: string
  readonly node: Node
}

interface CellChanges {
  readonly cell: CellPlace
  readonly changes: readonly Change[]
}

/** What a person changed inside of tables. */
export class CellEdits {
  readonly #before: Node
  readonly #after: Node
  readonly #texts: CellTexts
  /** What changed in single lines, by the cell's text. */
  readonly #lines = new Map<string, CellChanges>()
  /** The tables that a change goes through: all of their cells are compared, once. */
  readonly #tables = new Map<number, readonly [old: Node, now: Node]>()

  constructor(before: Node, after: Node, texts: CellTexts) {
    this.#before = before
    this.#after = after
    this.#texts = texts
  }

  edits(): CellChanges[] {
    const lines = [...this.#lines.values()].filter(({ cell }) => !this.#tables.has(cell.block))
    const compared = [...this.#tables].flatMap(([block, [old, now]]) => {
      const cells = new Map(cellsOf(now, block).map((cell) => [keyOf(cell), cell.node]))
      return cellsOf(old, block).flatMap((cell) => this.#compare(cell, cells.get(keyOf(cell))))
    })
    return [...lines, ...compared].filter(({ changes }) => changes.length > 0)
  }

  /** Takes a change that lies in one line of one cell: there it is exact. Returns whether it does. */
  takeLine({ from, to, newFrom, newTo }: ChangedRange): boolean {
    const old = lineAt(this.#before, from, to)
    const now = old === null ? null : lineAt(this.#after, newFrom, newTo)
    if (old === null || now === null || old.line !== now.line || !sameCell(old.cell, now.cell)) return false
    const part = this.#partOf(old.cell, old.line)
    const blocks = old.cell.node.content.content.slice(part.first, part.end)
    const other = now.cell.node.content.content.slice(part.first, part.end)
    const begin = startOf(old.cell.node.content.content, part.first)
    const start = old.start + begin
    const newStart = now.start + begin
    const changes = diff(
      readBlocks(blocks, from - start, to - start),
      readBlocks(other, newFrom - newStart, newTo - newStart),
      new BlockWalk(blocks).unitsBefore(from - start),
    )
    const cell = { ...placeOf(old.cell), part: part.index }
    const key = `${cell.block}/${keyOf(cell)}/${cell.part}`
    this.#lines.set(key, { cell, changes: [...(this.#lines.get(key)?.changes ?? []), ...changes] })
    return true
  }

  /** Takes the tables that a change reaches into, to compare their cells. */
  takeTables({ from, to, newFrom, newTo }: ChangedRange, old: BlockWalk, now: BlockWalk): void {
    const tables = new Map(tablesIn(now, newFrom, newTo).map(({ table }) => [table.attrs['id'], table]))
    for (const { table, block } of tablesIn(old, from, to)) {
      const other = tables.get(table.attrs['id'])
      if (other !== undefined && other.child(0) !== table.child(0)) this.#tables.set(block, [table, other])
    }
  }

  #compare(cell: Cell, now: Node | undefined): CellChanges[] {
    if (cell.node === now) return []
    const old = cell.node.content.content
    const lines = now?.content.content ?? []
    const counts = this.#texts(cell.block, cell.row, cell.column)
    if (counts.length === 0)
      return [{ cell: { ...placeOf(cell), part: 0 }, changes: diff([], readAll(lines), 0) }]
    let first = 0
    return counts.map((count, part) => {
      const end = part === counts.length - 1 ? undefined : first + count
      const before = readAll(old.slice(first, first + count))
      const after = readAll(lines.slice(first, end))
      first += count
      return { cell: { ...placeOf(cell), part }, changes: diff(before, after, 0) }
    })
  }

  #partOf({ block, row, column, node }: Cell, line: number) {
    let first = 0
    for (const [index, count] of this.#texts(block, row, column).entries()) {
      if (line < first + count) return { index, first, end: first + count }
      first += count
    }
    return { index: 0, first: 0, end: node.childCount }
  }
}

/** The depths of a table: block, grid, row, cell, line. */
const ROW = 3
const CELL = 4
const LINE = 5

function lineAt(doc: Node, from: number, to: number): { cell: Cell; line: number; start: number } | null {
  const $from = doc.resolve(from)
  if ($from.depth !== LINE || to > $from.end() || $from.node(CELL).type.name !== 'tableCell') return null
  const node = $from.node(CELL)
  const cell = { block: $from.index(0), row: idOf($from.node(ROW), 'id'), column: idOf(node, 'column'), node }
  return { cell, line: $from.index(CELL), start: $from.start(CELL) }
}

function tablesIn(walk: BlockWalk, from: number, to: number): { table: Node; block: number }[] {
  const tables: { table: Node; block: number }[] = []
  let start = walk.start
  for (let block = walk.index; block < walk.blocks.length && start < to; block++) {
    const node = walk.blocks[block]!
    if (node.type.name === 'table' && from < start + textIn(node).offset) tables.push({ table: node, block })
    start += node.nodeSize
  }
  return tables
}

function cellsOf(table: Node, block: number): Cell[] {
  return table.child(0).content.content.flatMap((line) =>
    line.content.content.map((node) => ({
      block,
      row: idOf(line, 'id'),
      column: idOf(node, 'column'),
      node,
    })),
  )
}

function readAll(blocks: readonly Node[]) {
  return readBlocks(blocks, 0, startOf(blocks, blocks.length))
}

function sameCell(a: Cell, b: Cell): boolean {
  return a.block === b.block && a.row === b.row && a.column === b.column
}

function placeOf({ block, row, column }: Cell) {
  return { block, row, column }
}

function keyOf({ row, column }: { row: string; column: string }): string {
  return `${row}/${column}`
}

function idOf(node: Node, name: string): string {
  const id: unknown = node.attrs[name]
  return typeof id === 'string' ? id : ''
}
