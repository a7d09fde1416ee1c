import * as Y from 'yjs'
import { behind, type Landmark } from './seek.ts'

/** Deletes units. Y.Text deletes only letters, embeds and types: what else somebody put there would stay, and more would go. */
export function removeUnits(
  transaction: Y.Transaction,
  text: Y.Text,
  at: number,
  length: number,
  landmark: Landmark | null,
): void {
  let left = length
  while (left > 0) {
    const { units, foreign } = stretchAt(text, at, left, landmark)
    if (units === 0) return
    if (foreign === null) text.delete(at, units)
    else foreign.delete(transaction)
    left -= units
  }
}

/** How many units can be deleted from a place on in one go, or the foreign item that stands there. */
function stretchAt(
  text: Y.Text,
  at: number,
  most: number,
  landmark: Landmark | null,
): { units: number; foreign: Y.Item | null } {
  let place = landmark?.units ?? 0
  let units = 0
  for (let item = behind(text, landmark); item !== null && units < most; item = item.right) {
    if (item.deleted || !item.countable) continue
    const end = place + item.length
    if (end > at) {
      if (!isOwn(item)) return units > 0 ? { units, foreign: null } : { units: item.length, foreign: item }
      units += end - Math.max(place, at)
    }
    place = end
  }
  return { units: Math.min(units, most), foreign: null }
}

function isOwn({ content }: Y.Item): boolean {
  return (
    content instanceof Y.ContentString ||
    content instanceof Y.ContentEmbed ||
    content instanceof Y.ContentType
  )
}
