import type { Node } from '@tiptap/pm/model'
import type { Change } from '@weft/shared/model/change'
import { diff } from '@weft/shared/model/diff'
import type { ChangedRange } from './changedRanges.ts'
import { readBlocks, textIn, unitsBefore } from './readNodes.ts'

/** Edits of one flat text: that of the page, or that of a cell. */
export interface Edits {
  readonly cell: CellPlace | null
  readonly changes: readonly Change[]
}

/** A cell by the block its table is, and by its row and column. */
export interface CellPlace {
  readonly block: number
  readonly row: string
  readonly column: string
}

/** What a person changed in the editor's document, as the smallest edits of the flat texts that it shows. */
export function readEdits(before: Node, after: Node, ranges: readonly ChangedRange[]): Edits[] {
  const root: Change[] = []
  const cells: Edits[] = []
  for (const range of ranges) {
    const inside = editsInCell(before, after, range)
    if (inside !== null) {
      cells.push(inside)
      continue
    }
    const { from, to, newFrom, newTo } = range
    const old = before.content.content
    root.push(
      ...diff(
        readBlocks(old, from, to),
        readBlocks(after.content.content, newFrom, newTo),
        unitsBefore(old, from),
      ),
    )
    cells.push(...editsAcrossCells(before, after, range))
  }
  return [...cells, ...(root.length > 0 ? [{ cell: null, changes: root }] : [])]
}

/** Exact where somebody types: what changed lies in one line of one cell. */
function editsInCell(before: Node, after: Node, range: ChangedRange): Edits | null {
  const old = lineInCell(before, range.from, range.to)
  const now = lineInCell(after, range.newFrom, range.newTo)
  if (old === null || now === null || old.line !== now.line || !sameCell(old.cell, now.cell)) return null
  const { start, blocks } = old
  const changes = diff(
    readBlocks(blocks, range.from - start, range.to - start),
    readBlocks(now.blocks, range.newFrom - now.start, range.newTo - now.start),
    unitsBefore(blocks, range.from - start),
  )
  return { cell: old.cell, changes }
}

function lineInCell(doc: Node, from: number, to: number) {
  const $from = doc.resolve(from)
  if ($from.depth !== LINE || to > $from.end() || $from.node(CELL).type.name !== 'tableCell') return null
  const cell = {
    block: $from.index(0),
    row: idOf($from.node(ROW), 'id'),
    column: idOf($from.node(CELL), 'column'),
  }
  return { cell, line: $from.index(CELL), start: $from.start(CELL), blocks: $from.node(CELL).content.content }
}

/** The depths of a table: block, grid, row, cell, line. */
const ROW = 3
const CELL = 4
const LINE = 5

function sameCell(a: CellPlace, b: CellPlace): boolean {
  return a.row === b.row && a.column === b.column
}

/** Where a change goes beyond one line, every cell of the tables it reaches into is compared. */
function editsAcrossCells(before: Node, after: Node, range: ChangedRange): Edits[] {
  const tables = new Map(
    tablesIn(after, range.newFrom, range.newTo).map(({ table }) => [table.attrs['id'], table]),
  )
  return tablesIn(before, range.from, range.to).flatMap(({ table, block }) => {
    const now = tables.get(table.attrs['id'])
    if (now === undefined || now.child(0) === table.child(0)) return []
    const cells = cellsOf(now)
    return [...cellsOf(table)].flatMap(([key, { row, column, node }]) => {
      const other = cells.get(key)?.node
      if (other === node) return []
      const old = node.content.content
      const blocks = other?.content.content ?? []
      const changes = diff(
        readBlocks(old, 0, node.content.size),
        readBlocks(blocks, 0, other?.content.size ?? 0),
        0,
      )
      return changes.length > 0 ? [{ cell: { block, row, column }, changes }] : []
    })
  })
}

function tablesIn(doc: Node, from: number, to: number): { table: Node; block: number }[] {
  const tables: { table: Node; block: number }[] = []
  let start = 0
  doc.content.content.forEach((node, block) => {
    const end = start + node.nodeSize
    const grid = textIn(node).offset
    if (node.type.name === 'table' && from < start + grid && to > start && from < end)
      tables.push({ table: node, block })
    start = end
  })
  return tables
}

function cellsOf(table: Node): Map<string, { row: string; column: string; node: Node }> {
  const cells = new Map<string, { row: string; column: string; node: Node }>()
  table.child(0).forEach((line) => {
    const row = idOf(line, 'id')
    line.forEach((node) => {
      const column = idOf(node, 'column')
      cells.set(`${row}/${column}`, { row, column, node })
    })
  })
  return cells
}

function idOf(node: Node, name: string): string {
  const id: unknown = node.attrs[name]
  return typeof id === 'string' ? id : ''
}
