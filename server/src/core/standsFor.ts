import * as Y from 'yjs'
import * as waiting from './waiting.ts'

/** Whether a fresh client that is given this update ends up where the document is. */
export function standsFor(update: Uint8Array, doc: Y.Doc): boolean {
  const copy = new Y.Doc({ guid: 'copy' })
  Y.applyUpdate(copy, update)
  return (
    waiting.sameBytes(Y.encodeStateVector(copy), Y.encodeStateVector(doc)) &&
    waiting.sameWaiting(waiting.waitingIn(copy), waiting.waitingIn(doc))
  )
}
