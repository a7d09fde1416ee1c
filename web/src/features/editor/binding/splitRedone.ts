import * as Y from 'yjs'

/**
 * Cuts items that undo has put back in pieces into the same pieces. Yjs follows an item to what stands in its place now by
 * its first unit only (`followRedone`): of letters that came back one by one it would take the first and leave the others.
 * Returns whether any of them is there.
 */
export function splitRedone(doc: Y.Doc, inserted: Parameters<typeof Y.iterateDeletedStructs>[1]): boolean {
  let isThere = false
  Y.transact(doc, (transaction) => {
    const cuts: Y.ID[] = []
    Y.iterateDeletedStructs(transaction, inserted, (struct) => {
      if (!(struct instanceof Y.Item)) return
      for (let done = 0; done < struct.length;) {
        const piece = pieceAt(doc, struct, done)
        isThere ||= piece.isThere
        done += Math.min(struct.length - done, piece.length)
        if (done < struct.length) cuts.push(Y.createID(struct.id.client, struct.id.clock + done))
      }
    })
    for (const cut of cuts) Y.getItemCleanStart(transaction, cut)
  })
  return isThere
}

/** How many units from an offset on stand together wherever undo has put them, and whether they are there now. */
function pieceAt(
  { store }: Y.Doc,
  item: Y.Item,
  offset: number,
): { readonly length: number; readonly isThere: boolean } {
  let length = item.length - offset
  let isThere = !item.deleted
  let id = redoneAt(item, offset)
  while (id !== null) {
    const next: unknown = Y.getItem(store, id)
    if (!(next instanceof Y.Item)) break
    isThere = !next.deleted
    const inside = id.clock - next.id.clock
    length = Math.min(length, next.length - inside)
    id = redoneAt(next, inside)
  }
  return { length, isThere }
}

function redoneAt({ redone }: Y.Item, offset: number): Y.ID | null {
  return redone && Y.createID(redone.client, redone.clock + offset)
}
