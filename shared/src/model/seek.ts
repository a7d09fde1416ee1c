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

/** A block mark whose place is known: how many units stand before what it opens, and which marks are on there. */
export interface Landmark {
  readonly mark: Y.Item
  readonly units: number
  readonly marks: Marks
}

/**
 * Knows a block mark before a place, if there is one. A list can only be walked: from there it is a few steps, from its start
 * as many as the text has pieces.
 */
export type Landmarks = (at: number) => Landmark | null

/** Finds a place by the number of units before it. */
export function seek(text: Y.Text, at: number, landmark: Landmark | null): Seat {
  let marks: Marks = landmark?.marks ?? {}
  let seat: Omit<Seat, 'after'> = {
    left: landmark?.mark ?? null,
    inside: landmark === null ? 0 : 1,
    before: marks,
  }
  let units = at - (landmark?.units ?? 0)
  for (let item = behind(text, landmark); item !== null; item = item.right) {
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
export function itemAt(
  text: Y.Text,
  at: number,
  landmark: Landmark | null,
): { item: Y.Item | null; offset: number } {
  let units = at - (landmark?.units ?? 0)
  for (let item = behind(text, landmark); item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    if (units < item.length) return { item, offset: units }
    units -= item.length
  }
  return { item: null, offset: 0 }
}

/** The item that follows a landmark, or the first of the text. */
export function behind(text: Y.Text, landmark: Landmark | null): Y.Item | null {
  return landmark === null ? firstItem(text) : landmark.mark.right
}
