import * as Y from 'yjs'

/** Four people who all typed before the same letter while they were apart: some thousand words each took half a second. */
const MS_FOR_ANY = 3000
const BYTES_FOR_A_MS = 2000
/** How many items pass between two looks at the clock; each may have to walk past all its rivals for a place. */
const ITEMS_AT_ONCE = 32
/** What one look may find at most: a process that was stopped, or swept up its memory, is no fault of the update. */
const LONGEST_STEP_MS = 50

interface Watch {
  now: () => number
  last: number
  left: number
  items: number
}

let watch: Watch | null = null

/**
 * Applies an update, and throws in the middle when that takes too long for its size: structs that nobody typed, each
 * far from where it says it was inserted, or deletions of every other letter, cost Yjs the square of their number,
 * and nothing but the clock tells them from honest ones. What was applied by then is in the Y.Doc.
 */
export function applyWithPatience(doc: Y.Doc, update: Uint8Array, now: () => number): void {
  watch = { now, last: now(), left: MS_FOR_ANY + update.length / BYTES_FOR_A_MS, items: 0 }
  try {
    Y.applyUpdate(doc, update)
  } finally {
    watch = null
  }
}

function look(): void {
  if (watch === null || ++watch.items % ITEMS_AT_ONCE !== 0) return
  const now = watch.now()
  watch.left -= Math.min(now - watch.last, LONGEST_STEP_MS)
  watch.last = now
  if (watch.left < 0) throw new RangeError('an update that takes too long to apply')
}

// Yjs asks nobody while it applies: these two it goes through for every item that comes or goes.
// oxlint-disable-next-line typescript/unbound-method -- they are called with their item below
const { integrate, delete: remove } = Y.Item.prototype
Y.Item.prototype.integrate = function integrateWatched(this: Y.Item, ...parameters): void {
  look()
  integrate.apply(this, parameters)
}
Y.Item.prototype.delete = function deleteWatched(this: Y.Item, ...parameters): void {
  look()
  remove.apply(this, parameters)
}
