import * as Y from 'yjs'

/**
 * Whether one of these pieces, just applied, stands under a key of a map. Yjs keeps one value there and writes no other;
 * of several in one struct, a part can stay behind the value that took its place, and whoever deletes the map then cannot.
 * @param uncollected builds the same Y.Doc with all that was deleted: what is put into something deleted is not kept otherwise.
 */
export function standsInMap(
  doc: Y.Doc,
  pieces: readonly { client: number; clock: number }[],
  uncollected: () => Y.Doc,
): boolean {
  let whole: Y.Doc | null = null
  return pieces.some(({ client, clock }) => {
    // One that still waits is looked at when it is there.
    if (clock >= Y.getState(doc.store, client)) return false
    const id = Y.createID(client, clock)
    const struct: Y.Item | Y.GC = Y.getItem(doc.store, id)
    if (struct instanceof Y.Item) return struct.parentSub !== null
    whole ??= uncollected()
    const kept: Y.Item | Y.GC = Y.getItem(whole.store, id)
    return kept instanceof Y.Item && kept.parentSub !== null
  })
}
