import * as Y from 'yjs'
import { firstItem, itemOf, parentItem } from './inside.ts'
import type { Change, Replace } from './change.ts'
import { contentOf, insertBehind, markOf } from './insert.ts'
import { isJsonObject, jsonOf } from './json.ts'
import { isBlockMark, mapOf } from './lexSection.ts'
import { newItems } from './newItems.ts'
import { readOpening } from './readOpening.ts'
import { itemAt, type Landmarks } from './seek.ts'
import { countUnits, idAt, indexIn, type Span, spanOf } from './spans.ts'
import { readCells } from './tableOrder.ts'
import { write } from './write.ts'

/** The ids of the units of a block, and of each cell if it is a table. The first of each list is what opens it. */
type Units = ReadonlyMap<string, readonly Span[]>

/** One block that this page took out, and where its units stand since it was put in again. */
interface Moved {
  readonly id: string
  readonly from: Units
  /** Null as long as the block is only cut. */
  to: Units | null
}

/** The text of the block itself, among those of its cells. */
const OWN = ''
/** So many blocks are remembered, and all of the last edit. */
const MOST = 200

/**
 * Brings along what others write into a block while this page moves it [M23]. Yjs has no move: the block is deleted and
 * inserted elsewhere. What somebody who did not know yet has written between the deleted letters goes to the copies of these.
 */
export class Moves {
  readonly #text: Y.Text
  readonly #landmarks: Landmarks
  readonly #moved: Moved[] = []
  /** Where a unit of others stands that was brought along. */
  readonly #brought = new Map<string, Y.ID>()

  constructor(text: Y.Text, landmarks: Landmarks) {
    this.#text = text
    this.#landmarks = landmarks
  }

  /** Makes edits, and remembers the blocks that they move. Call it inside a Yjs transaction. */
  write(transaction: Y.Transaction, changes: readonly Change[]): void {
    if (this.#moved.length > MOST) this.#moved.splice(0, this.#moved.length - MOST)
    for (const change of changes) if (change.type === 'replace') this.#noteRemoved(change)
    const inserted = changes.flatMap((change) => (change.type === 'replace' ? openedBy(change) : []))
    write(transaction, this.#text, changes, this.#landmarks)
    for (const id of inserted) this.#noteInserted(id)
  }

  /** Brings along what a transaction of others left in the places of moved blocks. */
  follow(transaction: Y.Transaction): void {
    const { doc, local } = transaction
    if (local || this.#moved.length === 0) return
    const left = newItems(transaction).filter((item) => this.#isLeftBehind(item))
    if (left.length > 0) Y.transact(doc, (own) => this.#bringAll(own, left), this)
  }

  /** What was written behind something that is brought along itself goes with it, whoever of the two is told first. */
  #bringAll(transaction: Y.Transaction, items: readonly Y.Item[]): void {
    const waiting = items.filter((item) => !this.#bring(transaction, item))
    if (waiting.length > 0 && waiting.length < items.length) this.#bringAll(transaction, waiting)
  }

  #noteRemoved({ at, remove }: Replace): void {
    const from = itemAt(this.#text, at, this.#landmarks(at))
    let left = remove + from.offset
    for (const item of itemsFrom(from.item)) {
      if (left <= 0) return
      const id = isBlockMark(item) ? idOf(item) : null
      if (id !== null) this.#moved.push({ id, from: unitsOf(item, left), to: null })
      left -= item.length
    }
  }

  #noteInserted(id: string): void {
    const moved = this.#moved.findLast((one) => one.id === id && one.to === null)
    if (moved === undefined) return
    for (const item of itemsFrom(firstItem(this.#text))) {
      if (!isBlockMark(item) || idOf(item) !== id) continue
      moved.to = unitsOf(item, Number.POSITIVE_INFINITY)
      return
    }
  }

  /** Letters in a cell of a table that is gone went with it, before this page could see them. */
  #isLeftBehind(item: Y.Item): boolean {
    if (item.parentSub !== null || !item.countable) return false
    if (item.parent === this.#text) return !item.deleted
    return item.parent instanceof Y.Text && parentItem(item)?.deleted === true
  }

  /** Returns whether the item was part of a moved block. */
  #bring(transaction: Y.Transaction, item: Y.Item): boolean {
    const before = unitBefore(item) ?? parentItem(item)?.id ?? null
    const target = before === null ? null : this.#targetBehind(before, item)
    const content = target && copyOf(item)
    if (target === null || content === null) return false
    const { store } = transaction.doc
    const left = Y.getItemCleanEnd(transaction, store, target)
    const opened =
      left.content instanceof Y.ContentType && left.content.type instanceof Y.Text ? left.content.type : null
    const text = opened ?? left.parent
    if (!(text instanceof Y.Text)) return false
    const copy = insertBehind(transaction, text, opened === null ? left : null, content)
    if (!item.deleted) item.delete(transaction)
    for (let i = 0; i < item.length; i++) {
      const from = Y.createID(item.id.client, item.id.clock + i)
      this.#brought.set(keyOf(from), Y.createID(copy.id.client, copy.id.clock + i))
    }
    return true
  }

  /** Behind which unit an item belongs that was written behind this one; null where that was no part of a moved block. */
  #targetBehind(before: Y.ID, item: Y.Item): Y.ID | null {
    let target: Y.ID | null = null
    for (let from: Y.ID | null = before; from !== null;) {
      const next = this.#whereIs(from, item)
      // After undo the block may stand where it came from.
      if (next !== null) target = this.#standing(next) ?? this.#standing(from) ?? next
      from = next
    }
    return target
  }

  /** The unit, or what undo has put in its place; null where neither stands in the text. */
  #standing(id: Y.ID): Y.ID | null {
    const store = this.#text.doc?.store
    const item: unknown = store && Y.getItem(store, id)
    if (!(item instanceof Y.Item)) return null
    if (!item.deleted) return id
    const { redone } = item
    return redone && this.#standing(Y.createID(redone.client, redone.clock + id.clock - item.id.clock))
  }

  /** Where a unit stands since it was moved, or brought along. */
  #whereIs(id: Y.ID, item: Y.Item): Y.ID | null {
    const brought = this.#brought.get(keyOf(id))
    if (brought !== undefined) return brought
    for (const { from, to } of this.#moved.toReversed()) {
      for (const [part, spans] of from) {
        const unit = indexIn(spans, id)
        if (unit === null) continue
        // A block behind the moved one was not written into it.
        const isBehind = part === OWN && isBlockMark(item) && unit === countUnits(spans) - 1
        return isBehind ? null : idAt(to?.get(part) ?? [], unit)
      }
    }
    return null
  }
}

/** The units of a block from its mark on, at most so many, and those of the cells of a table. */
function unitsOf(mark: Y.Item, most: number): Units {
  const own: Span[] = []
  let left = most
  for (let item: Y.Item | null = mark; item !== null && left > 0; item = item.right) {
    if (item.deleted || !item.countable) continue
    if (item !== mark && isBlockMark(item)) break
    own.push(spanOf(item, left))
    left -= item.length
  }
  const parts = new Map([[OWN, own]])
  for (const [place, [text]] of readCells(mapOf(mark))) {
    const opens = text === undefined ? null : itemOf(text)
    if (text === undefined || opens === null) continue
    const spans = [spanOf(opens, 1)]
    for (let item = firstItem(text); item !== null; item = item.right)
      if (!item.deleted && item.countable) spans.push(spanOf(item, item.length))
    parts.set(place, spans)
  }
  return parts
}

/** The last unit before an item, whatever marks are switched between the two. */
function unitBefore(item: Y.Item): Y.ID | null {
  let { left } = item
  while (left !== null && !left.countable) ({ left } = left)
  return left?.lastId ?? null
}

/** Letters come without marks of their own: they take those that are on where they go. */
function copyOf(item: Y.Item): Y.Item['content'] | null {
  const { content } = item
  if (content instanceof Y.ContentString) return contentOf({ text: content.str, marks: {} })
  if (content instanceof Y.ContentEmbed) {
    const atom = jsonOf(content.embed)
    return isJsonObject(atom) ? contentOf({ atom, marks: {} }) : null
  }
  if (!isBlockMark(item) || item.deleted) return null
  const mark = mapOf(item)
  // A table has texts of its own, which others may be writing in: it stays where it is.
  if ([...mark.values()].some((value) => value instanceof Y.AbstractType)) return null
  return new Y.ContentType(markOf({ ...readOpening(mark), table: null }))
}

function openedBy({ insert }: Replace): string[] {
  return insert.flatMap((token) => ('opens' in token && token.opens.id !== '' ? [token.opens.id] : []))
}

/** The items with units that stand there, from one on. */
function* itemsFrom(first: Y.Item | null): Generator<Y.Item> {
  for (let item = first; item !== null; item = item.right) if (!item.deleted && item.countable) yield item
}

function idOf(mark: Y.Item): string | null {
  const id: unknown = mapOf(mark).get('id')
  return typeof id === 'string' && id !== '' ? id : null
}

function keyOf({ client, clock }: Y.ID): string {
  return `${client}.${clock}`
}
