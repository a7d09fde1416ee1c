import * as Y from 'yjs'
import type { Page, Table } from '../page.ts'
import type { Ids } from './ids.ts'
import { type Piece, piecesOf } from './piece.ts'
import { roleOf } from './roleOf.ts'

/** Of a larger table, some would not be shown. */
const MOST_COLUMNS = 100
const MOST_CELLS = 20_000

/** A cell that stands for the part of a wide or high one that it covers, or for one that is missing. */
const EMPTY: readonly Page[] = [{ head: [], blocks: [] }]

/**
 * Reads a table; null if it is empty or too large. What is no row in it is a row of one cell, and what is no cell in a
 * row is a cell, so that nothing is lost.
 */
export function readTable(
  pieces: readonly Piece[],
  ids: Ids,
  readCell: (pieces: readonly Piece[]) => Page,
): Table | null {
  const grid = layOut(pieces.map((row) => (isA('row', row) ? piecesOf(row) : [row])))
  // Only columns in which some cell begins: the others are widths.
  const places = [...new Set(grid.flatMap((row) => [...row.keys()]))].sort((a, b) => a - b)
  const isEmpty = places.length === 0
  if (isEmpty || places.length > MOST_COLUMNS || places.length * grid.length > MOST_CELLS) return null
  return {
    columns: places.map(() => ids.take()),
    rows: grid.map(() => ids.take()),
    cells: grid.map((row) =>
      places.map((place) => {
        const cell = row.get(place)
        if (cell === undefined) return EMPTY
        return [readCell(isA('cell', cell) ? piecesOf(cell) : [cell])]
      }),
    ),
  }
}

/** The cells of each row by their places, those of high cells above left out. */
function layOut(rows: readonly (readonly Piece[])[]): Map<number, Piece>[] {
  const coveredUntil: number[] = []
  return rows.map((cells, y) => {
    const row = new Map<number, Piece>()
    let x = 0
    for (const cell of cells) {
      while ((coveredUntil[x] ?? 0) > y) x++
      row.set(x, cell)
      // A cell may say that it is a million columns wide.
      const end = x + Math.min(spanOf(cell, 'colspan'), MOST_COLUMNS)
      for (; x < end; x++) coveredUntil[x] = y + spanOf(cell, 'rowspan')
    }
    return row
  })
}

function spanOf(cell: Piece, name: string): number {
  const span: unknown = isA('cell', cell) ? cell.getAttribute(name) : 1
  return typeof span === 'number' && span >= 1 ? Math.floor(span) : 1
}

function isA(is: 'row' | 'cell', piece: Piece): piece is Y.XmlElement {
  return piece instanceof Y.XmlElement && roleOf(piece.nodeName).is === is
}
