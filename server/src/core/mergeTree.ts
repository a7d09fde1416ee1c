import * as Y from 'yjs'

const FANOUT = 16

/**
 * Merges updates into one that means the same. As a tree: the cost of `Y.mergeUpdates` grows faster than the number
 * of its arguments, so that one flat call over some thousand updates takes minutes.
 */
export function mergeTree(updates: readonly Uint8Array[]): Uint8Array {
  let level = updates
  while (level.length > 1) {
    const next: Uint8Array[] = []
    for (let i = 0; i < level.length; i += FANOUT) {
      const some = level.slice(i, i + FANOUT)
      next.push(some.length === 1 ? some[0]! : Y.mergeUpdates(some))
    }
    level = next
  }
  return level[0] ?? EMPTY_UPDATE
}

/** An update with no structs and no deletions. */
const EMPTY_UPDATE: Uint8Array = Uint8Array.of(0, 0)
