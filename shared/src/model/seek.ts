import * as Y from 'yjs'
import { firstItem } from './inside.ts'
import { switched } from './lexSection.ts'
import type { Marks } from './page.ts'

/** A place between two units of a text. */
export interface Seat {
  /** The item of the unit before the place; null at the start. */
  readonly left: Y.Item | null
  /** How many units of that item stand before the place. */
  readonly inside: number
  /** The marks that are on behind the unit before, and at the unit behind. */
  readonly before: Marks
  readonly after: Marks
}

/** Finds a place by the number of units before it. */
export function seek(text: Y.Text, at: number): Seat {
  let marks: Marks = {}
  let seat: Omit<Seat, 'after'> = { left: null, inside: 0, before: marks }
  let units = at
  for (let item = firstItem(text); item !== null; item = item.right) {
    if (item.deleted) continue
    if (item.content instanceof Y.ContentFormat) marks = switched(marks, item.content)
    if (!item.countable) continue
    if (units === 0) return { ...seat, after: marks }
    if (units < item.length) return { left: item, inside: units, before: marks, after: marks }
    units -= item.length
    seat = { left: item, inside: item.length, before: marks }
  }
  return { ...seat, after: {} }
}

/** The item that the unit behind a place is in, and how many units of it stand before the place. */
export function itemAt(text: Y.Text, at: number): { item: Y.Item | null; offset: number } {
  let units = at
  for (let item = firstItem(text); item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    if (units < item.length) return { item, offset: units }
    units -= item.length
  }
  return { item: null, offset: 0 }
}
