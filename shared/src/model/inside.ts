// oxlint-disable no-underscore-dangle
import type * as Y from 'yjs'

// The parts of Yjs that it calls its own, and that reading only what changed cannot do without: nothing else touches them.

/** What every type of Yjs has, whatever its events are. */
type Inside = Pick<Y.AbstractType<unknown>, '_start' | '_map' | '_item'>

/** The first item of a type's list, deleted or not. */
export function firstItem(type: Inside): Y.Item | null {
  return type._start
}

/** The newest item of each key of a type. */
export function keyItems(type: Inside): Iterable<Y.Item> {
  return type._map.values()
}

/** The item that a type is the content of; null for a type of the document itself. */
export function itemOf(type: Inside): Y.Item | null {
  return type._item
}

/** The item of the type that an item stands in. */
export function parentItem({ parent }: Y.Item): Y.Item | null {
  return parent !== null && '_item' in parent ? parent._item : null
}

/** Makes a text forget the places that it remembers by their number: they are wrong once something was inserted past it. */
export function forgetPlaces(text: Y.Text): void {
  if (text._searchMarker !== null) text._searchMarker.length = 0
}

/** When others wrote, Yjs deletes marks that are said twice: whoever only looks would write [M25]. To be called after each transaction. */
export function leaveUntidy(transaction: Y.Transaction): void {
  transaction._needFormattingCleanup = false
}
