import { parentItem } from '@weft/shared/model/inside'
import * as Y from 'yjs'

/** How deep shared types may lie in one another. Deleting or showing one goes down to the last, on the stack. */
const DEEPEST_TYPES = 256

/** Whether one of these types, just applied, lies too deep in others. */
export function nestsTooDeeply(doc: Y.Doc, types: readonly { client: number; clock: number }[]): boolean {
  return types.some(({ client, clock }) => {
    // One that still waits is looked at by nobody; once it is there, what is put into it is.
    if (clock >= Y.getState(doc.store, client)) return false
    let item: Y.Item | null = itemAt(doc, client, clock)
    for (let depth = 0; item !== null; depth++) {
      if (depth > DEEPEST_TYPES) return true
      item = parentItem(item)
    }
    return false
  })
}

function itemAt({ store }: Y.Doc, client: number, clock: number): Y.Item | null {
  const structs = store.clients.get(client)!
  const struct = structs[Y.findIndexSS(structs, clock)]
  return struct instanceof Y.Item ? struct : null
}
