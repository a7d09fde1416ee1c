import * as Y from 'yjs'
import { firstItem, forgetPlaces } from './inside.ts'
import { sameJson } from './json.ts'
import { mapOf, switched } from './lexSection.ts'
import type { Inline, JsonObject, Marks, Page, Table } from './page.ts'
import { type Seat, seek } from './seek.ts'
import { cellKey } from './tableOrder.ts'
import { type BlockMark, lengthOf, type Token, tokensOf } from './token.ts'

/** The marks this version knows, which a person decides about; all others grow only inside [M14]. */
const KNOWN: ReadonlySet<string> = new Set(['bold', 'italic', 'underline', 'strike', 'code', 'link'])

/** Inserts tokens before a unit of the text. Call it inside a Yjs transaction. */
export function insertTokens(
  transaction: Y.Transaction,
  text: Y.Text,
  at: number,
  tokens: readonly Token[],
): void {
  let place = at
  let seat = seek(text, at)
  for (const token of tokens) {
    const behind = insertAt(transaction, text, seat, token)
    place += lengthOf(token)
    seat = behind ?? insertBetweenSwitches(text, place, seat, token)
  }
}

/** Inserts a token where no switch is needed for it; the seat behind it, or null where one is. */
function insertAt(transaction: Y.Transaction, text: Y.Text, seat: Seat, token: Token): Seat | null {
  // The switches that are on stay on: a block mark itself carries nothing.
  const marks = 'opens' in token ? seat.before : marksAt(seat, token)
  const left = sameJson(marks, seat.before) ? leftOf(transaction, seat) : switchBehind(seat, marks)
  if (left === undefined) return null
  const content = 'opens' in token ? new Y.ContentType(markOf(token.opens)) : contentOf(token)
  const item = insertBehind(transaction, text, left, content)
  if ('opens' in token && token.opens.table !== null) fillTable(transaction, mapOf(item), token.opens.table)
  return { left: item, inside: item.length, before: marks, after: seat.after }
}

/** Lets Y.Text insert a token and switch its marks on before it, and off behind; the seat behind all that. */
function insertBetweenSwitches(text: Y.Text, end: number, seat: Seat, token: Token): Seat {
  if ('text' in token) text.insert(end - lengthOf(token), token.text, marksAt(seat, token))
  else if ('atom' in token) text.insertEmbed(end - 1, { ...token.atom }, marksAt(seat, token))
  return seek(text, end)
}

function marksAt(seat: Seat, token: Inline): Marks {
  return { ...within(seat), ...token.marks }
}

/**
 * Inserts content right behind an item, be it deleted or not. Y.Text itself goes on behind all that was deleted there: then
 * nobody could tell who wrote into a block that was moved away from who wrote where it had been [M23].
 */
export function insertBehind(
  transaction: Y.Transaction,
  text: Y.Text,
  left: Y.Item | null,
  content: Y.Item['content'],
): Y.Item {
  const { clientID, store } = transaction.doc
  const right = left === null ? firstItem(text) : left.right
  const id = Y.createID(clientID, Y.getState(store, clientID))
  const item = new Y.Item(id, left, left && left.lastId, right, right && right.id, text, null, content)
  item.integrate(transaction, 0)
  forgetPlaces(text)
  return item
}

export function contentOf(token: Exclude<Token, { opens: BlockMark }>): Y.Item['content'] {
  return 'text' in token ? new Y.ContentString(token.text) : new Y.ContentEmbed({ ...token.atom })
}

function leftOf(transaction: Y.Transaction, { left, inside }: Seat): Y.Item | null {
  if (left === null || inside === left.length) return left
  const { client, clock } = left.id
  return Y.getItemCleanEnd(transaction, transaction.doc.store, Y.createID(client, clock + inside - 1))
}

/** The switch at a place behind which these marks are on; undefined if there is none. */
function switchBehind({ left, inside, before }: Seat, marks: Marks): Y.Item | undefined {
  if (left === null || inside < left.length) return undefined
  let on = before
  for (let item = left.right; item !== null && (item.deleted || !item.countable); item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentFormat)) continue
    on = switched(on, item.content)
    if (sameJson(on, marks)) return item
  }
  return undefined
}

function within({ before, after }: Seat): JsonObject {
  const shared = Object.entries(before).filter(
    ([key, value]) => !KNOWN.has(key) && sameJson(value, after[key]),
  )
  return Object.fromEntries(shared)
}

/** A new block mark with the keys of its block. */
export function markOf({ id, kind, indent, attributes }: BlockMark): Y.Map<unknown> {
  const map = new Y.Map<unknown>()
  if (id !== '') map.set('id', id)
  map.set('kind', kind)
  if (indent > 0) map.set('indent', indent)
  for (const [key, value] of Object.entries(attributes)) if (value !== null) map.set(key, value)
  return map
}

/** Makes the rows, columns and cells of a new table [M17, M18]. */
function fillTable(transaction: Y.Transaction, mark: Y.Map<unknown>, { columns, rows, cells }: Table): void {
  mark.set('columns', Y.Array.from([...columns]))
  mark.set('rows', Y.Array.from([...rows]))
  const texts = new Y.Map<Y.Text>()
  mark.set('cells', texts)
  rows.forEach((row, y) => {
    columns.forEach((column, x) => {
      const text = texts.set(cellKey(row, column), new Y.Text())
      fill(transaction, text, cells[y]?.[x] ?? [])
    })
  })
}

/** A copied cell that had several texts has one. */
function fill(transaction: Y.Transaction, text: Y.Text, pages: readonly Page[]): void {
  insertTokens(transaction, text, 0, pages.flatMap(tokensOf))
}
