import * as Y from 'yjs'
import { cellKey, readCells, readTableOrder } from './tableOrder.ts'

/** Which way a table grows or shrinks. */
export type Lane = 'row' | 'column'

/** Inserts an empty row or column, with its cells [M19]. `before` is the id it comes before; null puts it last. */
export function insertLane(mark: Y.Map<unknown>, lane: Lane, id: string, before: string | null): void {
  const order = orderOf(mark, lane)
  const table = readTableOrder(mark)
  const cells = mark.get('cells')
  if (order === null || table === null || !(cells instanceof Y.Map)) return
  const at = before === null ? -1 : order.toArray().indexOf(before)
  order.insert(at === -1 ? order.length : at, [id])
  if (lane === 'row') for (const column of table.columns) cells.set(cellKey(id, column), new Y.Text())
  else for (const row of table.rows) cells.set(cellKey(row, id), new Y.Text())
}

/** Deletes a row or column with its cells [M20]. */
export function deleteLane(mark: Y.Map<unknown>, lane: Lane, id: string): void {
  const order = orderOf(mark, lane)
  const cells = mark.get('cells')
  if (order === null) return
  for (let i = order.length - 1; i >= 0; i--) if (order.get(i) === id) order.delete(i)
  if (!(cells instanceof Y.Map)) return
  for (const key of [...cells.keys()]) {
    const [row, column] = key.split('/')
    if ((lane === 'row' ? row : column) === id) cells.delete(key)
  }
}

/** The text to write into at a place of the table; one is made where there is none yet [M19]. */
export function cellText(mark: Y.Map<unknown>, row: string, column: string): Y.Text | null {
  const [text] = readCells(mark).get(cellKey(row, column)) ?? []
  if (text !== undefined) return text
  const cells = mark.get('cells')
  const { doc } = mark
  if (doc === null || !(cells instanceof Y.Map)) return null
  return cells.set(`${cellKey(row, column)}/${doc.clientID}`, new Y.Text())
}

function orderOf(mark: Y.Map<unknown>, lane: Lane): Y.Array<unknown> | null {
  const order = mark.get(lane === 'row' ? 'rows' : 'columns')
  return order instanceof Y.Array ? order : null
}
