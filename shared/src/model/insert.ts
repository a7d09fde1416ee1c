import * as Y from 'yjs'
import { firstItem, forgetPlaces } from './inside.ts'
import { sameJson } from './json.ts'
import { mapOf, switched } from './lexSection.ts'
import type { Inline, Json, JsonObject, Marks, Page, Table } from './page.ts'
import { type Landmark, type Seat, seek } from './seek.ts'
import { cellKey } from './tableOrder.ts'
import { type BlockMark, type Token, tokensOf } from './token.ts'

/** The marks this version knows, which a person decides about; all others grow only inside [M14]. */
const KNOWN: ReadonlySet<string> = new Set(['bold', 'italic', 'underline', 'strike', 'code', 'link'])

/** Inserts tokens before a unit of the text. Call it inside a Yjs transaction. */
export function insertTokens(
  transaction: Y.Transaction,
  text: Y.Text,
  at: number,
  tokens: readonly Token[],
  landmark: Landmark | null,
): void {
  const seat = seek(text, at, landmark)
  const [first] = tokens
  const isLetter = first !== undefined && !('opens' in first)
  const behind = isLetter ? switchBehind(seat, marksAt(seat, first)) : null
  const place = new Place(
    transaction,
    text,
    behind?.item ?? leftOf(transaction, seat),
    behind?.marks ?? seat.before,
  )
  for (const token of tokens) {
    if ('opens' in token) {
      // The switches that are on stay on: a block mark itself carries nothing.
      const mark = place.insert(new Y.ContentType(markOf(token.opens)))
      if (token.opens.table !== null) fillTable(transaction, mapOf(mark), token.opens.table)
    } else {
      place.switchTo(marksAt(seat, token))
      place.insert(contentOf(token))
    }
  }
  place.restore()
}

/** Where something is inserted, and the marks that are on there: what is inserted next comes behind. */
class Place {
  readonly #transaction: Y.Transaction
  readonly #text: Y.Text
  readonly #before: Marks
  #left: Y.Item | null
  #on: Marks

  constructor(transaction: Y.Transaction, text: Y.Text, left: Y.Item | null, on: Marks) {
    this.#transaction = transaction
    this.#text = text
    this.#left = left
    this.#before = on
    this.#on = on
  }

  insert(content: Y.Item['content']): Y.Item {
    this.#left = insertBehind(this.#transaction, this.#text, this.#left, content)
    return this.#left
  }

  switchTo(marks: Marks): void {
    for (const key of new Set([...Object.keys(this.#on), ...Object.keys(marks)])) {
      const value = markIn(marks, key)
      if (!sameJson(markIn(this.#on, key), value)) this.insert(formatOf(key, value))
    }
    this.#on = marks
  }

  /** For what stands behind everything is as it was. */
  restore(): void {
    this.switchTo(this.#before)
  }
}

/** A key may be called like something that every object has. */
function markIn(marks: Marks, key: string): Json {
  return Object.hasOwn(marks, key) ? (marks[key] ?? null) : null
}

/** Switches a mark on, or off by null: for that the types of Yjs have no word. */
function formatOf(key: string, value: Json): Y.ContentFormat {
  return new Y.ContentFormat(key, value as object)
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

/** The switch at a place behind which these marks are on; null if they are on there already, or behind none. */
function switchBehind({ left, inside, before }: Seat, marks: Marks): { item: Y.Item; marks: Marks } | null {
  if (left === null || inside < left.length || sameJson(marks, before)) return null
  let on = before
  for (let item = left.right; item !== null && (item.deleted || !item.countable); item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentFormat)) continue
    on = switched(on, item.content)
    if (sameJson(on, marks)) return { item, marks: on }
  }
  return null
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
  insertTokens(transaction, text, 0, pages.flatMap(tokensOf), null)
}
