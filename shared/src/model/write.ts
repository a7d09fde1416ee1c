import * as Y from 'yjs'
import type { Change, Replace, SetKeys } from './change.ts'
import { insertTokens } from './insert.ts'
import type { Json } from './page.ts'
import { removeUnits } from './remove.ts'
import { itemAt, type Landmark, type Landmarks } from './seek.ts'

/**
 * Makes edits with the fewest operations there are for them [M21]. Call it inside a Yjs transaction.
 * @param landmarks tells where block marks stand, as they did before the edits.
 */
export function write(
  transaction: Y.Transaction,
  text: Y.Text,
  changes: readonly Change[],
  landmarks: Landmarks = unknown,
): void {
  // From the last to the first: what is edited does not move the places that are still to come.
  for (const change of changes.toReversed()) {
    if (change.type === 'replace') replace(transaction, text, change, landmarks(change.at))
    else if (change.type === 'format') text.format(change.at, change.length, { ...change.marks })
    else setKeys(text, change, landmarks(change.at))
  }
}

const unknown: Landmarks = () => null

function replace(
  transaction: Y.Transaction,
  text: Y.Text,
  { at, remove, insert }: Replace,
  landmark: Landmark | null,
): void {
  if (remove > 0) removeUnits(transaction, text, at, remove, landmark)
  if (insert.length > 0) insertTokens(transaction, text, at, insert, landmark)
}

function setKeys(text: Y.Text, { at, keys }: SetKeys, landmark: Landmark | null): void {
  const { item } = itemAt(text, at, landmark)
  if (!(item?.content instanceof Y.ContentType) || !(item.content.type instanceof Y.Map)) return
  const map: Y.Map<Json> = item.content.type
  for (const [key, value] of Object.entries(keys)) {
    if (value === undefined || value === null) map.delete(key)
    else map.set(key, value)
  }
}
