import * as Y from 'yjs'
import type { Hunk } from './section.ts'

/** Which units between two items a transaction brought and took. */
export function hunksOf(start: Y.Item | null, end: Y.Item | null, transaction: Y.Transaction): Hunk[] {
  const hunks: Hunk[] = []
  let before = 0
  let after = 0
  let open: { before: number; remove: number; after: number; insert: number } | null = null
  for (let item = start; item !== null && item !== end; item = item.right) {
    if (!item.countable) continue
    const was = wasThere(item, transaction)
    if (was && !item.deleted) {
      open = null
      before += item.length
      after += item.length
    } else if (was || !item.deleted) {
      if (open === null) hunks.push((open = { before, remove: 0, after, insert: 0 }))
      if (was) {
        open.remove += item.length
        before += item.length
      } else {
        open.insert += item.length
        after += item.length
      }
    }
  }
  return hunks
}

/** Whether an item was in the text, and not deleted, before a transaction. */
export function wasThere({ id, deleted }: Y.Item, { beforeState, deleteSet }: Y.Transaction): boolean {
  const isNew = id.clock >= (beforeState.get(id.client) ?? 0)
  return !isNew && (!deleted || Y.isDeleted(deleteSet, id))
}
