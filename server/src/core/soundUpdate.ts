import * as Y from 'yjs'

/**
 * Throws when these bytes are no update, or one that no client of Yjs writes and that does harm once it is kept.
 *
 * Yjs has two readers of updates: the one that applies is more forgiving than the one that merges and compares, and
 * an update that only the first can read poisons what is stored. This is the second. Structs and deletions without
 * length make documents that cannot be loaded again; structs that lean on their own future make the next honest
 * edit throw.
 */
export function assertSound(update: Uint8Array): void {
  const { structs, ds } = Y.decodeUpdate(update)
  for (const struct of structs) {
    if (struct.length <= 0) throw new RangeError('a struct without length')
    if (struct instanceof Y.Item && leansOnItsFuture(struct))
      throw new RangeError('a struct before its origin')
  }
  for (const deletions of ds.clients.values()) {
    for (const { len } of deletions) if (len <= 0) throw new RangeError('a deletion without length')
  }
}

function leansOnItsFuture({ id, origin, rightOrigin, parent }: Y.Item): boolean {
  const isFuture = (other: unknown): boolean =>
    other instanceof Y.ID && other.client === id.client && other.clock >= id.clock
  return isFuture(origin) || isFuture(rightOrigin) || isFuture(parent)
}
