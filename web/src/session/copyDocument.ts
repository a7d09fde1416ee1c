import type { DocumentId } from '@weft/shared/ids'
import { pageDoc } from '@weft/shared/model/pageDoc'
import { EVENT, SAVED } from '@weft/shared/wire'
import * as decoding from 'lib0/decoding'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { createDocument, trashDocument } from '../api/documents.ts'
import { Refusal } from '../api/request.ts'
import { countingSocket } from './countingSocket.ts'
import { syncAddress } from './syncAddress.ts'

const PATIENCE = 30_000

/**
 * Makes a new document of one's own that holds all that stands here, also what the server did not take; its id, when the server
 * has it on stable storage. Throws Refusal, and leaves nothing half-made in sight.
 */
export async function copyDocument(from: Y.Doc): Promise<DocumentId> {
  const id = await createDocument()
  const doc = pageDoc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(from))
  try {
    await send(id, doc)
    return id
  } catch (error) {
    void trashDocument(id).catch(() => undefined)
    throw error
  } finally {
    doc.destroy()
  }
}

/** Resolves when the server has said that it keeps the whole document. */
async function send(id: DocumentId, doc: Y.Doc): Promise<void> {
  let sent = 0
  /** Which of the frames that were sent holds everything. */
  let whole = Infinity
  const link = new WebsocketProvider(syncAddress(), id, doc, {
    connect: false,
    disableBc: true,
    params: { weft: '1' },
    WebSocketPolyfill: countingSocket((isWhole) => {
      sent += 1
      if (isWhole) whole = sent
    }),
  })
  // Who only brings it is not there.
  link.awareness.setLocalState(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = () => reject(new Refusal('unreachable', 'the copy could not be saved'))
      timer = setTimeout(fail, PATIENCE)
      // A second connection would count anew.
      link.on('connection-close', fail)
      link.messageHandlers[SAVED] = (_encoder, decoder) => {
        if (decoding.readVarUint(decoder) >= whole) resolve()
      }
      link.messageHandlers[EVENT] = () => undefined
      link.connect()
    })
  } finally {
    clearTimeout(timer)
    link.destroy()
    link.awareness.destroy()
  }
}
