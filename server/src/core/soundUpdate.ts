import * as Y from 'yjs'

/**
 * Throws when these bytes are no update, or one that no client of Yjs writes and that does harm once it is kept.
 *
 * Yjs has two readers of updates: the one that applies is more forgiving than the one that merges and compares, and
 * an update that only the first can read, or that the two read differently, poisons what is stored. This is the
 * second. Structs and deletions without length, or beyond the last number, make documents that cannot be loaded
 * again; structs that lean on their own future make the next honest edit throw.
 */
export function assertSound(update: Uint8Array): void {
  const { structs, ds } = Y.decodeUpdate(update)
  assertOneBlockEach(structs)
  for (const struct of structs) {
    assertRange(struct.id.clock, struct.length)
    if (struct instanceof Y.Item && leansOnItsFuture(struct))
      throw new RangeError('a struct before its origin')
  }
  for (const deletions of ds.clients.values()) {
    for (const { clock, len } of deletions) assertRange(clock, len)
  }
}

/** A client has one block of structs in an update: of two, one reader would take the first, the other the last. */
function assertOneBlockEach(structs: readonly { id: Y.ID; length: number }[]): void {
  const clients = new Set<number>()
  let previous: { id: Y.ID; length: number } | null = null
  for (const struct of structs) {
    const { client, clock } = struct.id
    const follows = previous?.id.client === client && previous.id.clock + previous.length === clock
    if (!follows && clients.has(client)) throw new RangeError('two blocks of one client')
    clients.add(client)
    previous = struct
  }
}

function assertRange(clock: number, length: number): void {
  if (length <= 0 || !Number.isSafeInteger(clock + length))
    throw new RangeError('a range without length or end')
}

function leansOnItsFuture({ id, origin, rightOrigin, parent }: Y.Item): boolean {
  const isFuture = (other: unknown): boolean =>
    other instanceof Y.ID && other.client === id.client && other.clock >= id.clock
  return isFuture(origin) || isFuture(rightOrigin) || isFuture(parent)
}
