import * as Y from 'yjs'

/** The items that a transaction brought, client by client. */
export function newItems({ afterState, beforeState, doc }: Y.Transaction): Y.Item[] {
  const items: Y.Item[] = []
  for (const [client, after] of afterState) {
    const clock = beforeState.get(client) ?? 0
    const structs = doc.store.clients.get(client)
    if (clock >= after || structs === undefined) continue
    for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
      const struct = structs[i]
      if (struct instanceof Y.Item) items.push(struct)
    }
  }
  return items
}
