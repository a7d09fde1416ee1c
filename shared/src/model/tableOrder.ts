import * as Y from 'yjs'

const MOST_COLUMNS = 100
const MOST_CELLS = 20_000

/** The columns and rows of a table by their ids, in order [M17]. */
export interface TableOrder {
  readonly columns: readonly string[]
  readonly rows: readonly string[]
}

/** Reads the order of a table from its block mark; null where it holds none. */
export function readTableOrder(mark: Y.Map<unknown>): TableOrder | null {
  const columns = idsOf(mark.get('columns')).slice(0, MOST_COLUMNS)
  const rows = idsOf(mark.get('rows')).slice(0, Math.floor(MOST_CELLS / Math.max(1, columns.length)))
  return columns.length === 0 || rows.length === 0 ? null : { columns, rows }
}

/** The texts of every cell by `<row>/<column>`; one that two people made at once has several [M19]. */
export function readCells(mark: Y.Map<unknown>): Map<string, Y.Text[]> {
  const cells = mark.get('cells')
  const texts = new Map<string, Y.Text[]>()
  if (!(cells instanceof Y.Map)) return texts
  for (const key of [...cells.keys()].sort()) {
    const text: unknown = cells.get(key)
    if (!(text instanceof Y.Text)) continue
    const place = cellKey(...placeOf(key))
    const others = texts.get(place)
    if (others === undefined) texts.set(place, [text])
    else others.push(text)
  }
  return texts
}

export function cellKey(row: string, column: string): string {
  return `${row}/${column}`
}

function placeOf(key: string): [row: string, column: string] {
  const [row = '', column = ''] = key.split('/')
  return [row, column]
}

function idsOf(order: unknown): string[] {
  if (!(order instanceof Y.Array)) return []
  const ids = order.toArray().filter((id): id is string => isId(id))
  return [...new Set(ids)]
}

/** An id may not hold the sign that keys are put together with. */
function isId(id: unknown): boolean {
  return typeof id === 'string' && id !== '' && id.length <= 64 && !id.includes('/')
}
