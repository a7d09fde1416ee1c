import * as decoding from 'lib0/decoding'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

const SYNC = 0
const STEP1 = 0
const STEP2 = 1

/** What others write, on its way into the document of this page. */
export interface Incoming {
  /** Keeps it waiting until the returned function is called; then everything that came is there at once. */
  readonly hold: () => () => void
  /** Calls a function each time before something comes in. Returns what ends that. */
  readonly before: (look: () => void) => () => void
}

/**
 * Takes the updates of a connection on their way. Half-typed Chinese, Japanese or Korean is torn where the browser's text
 * changes around it: while somebody composes, only their own edits touch the document, and go out as ever.
 */
export function incomingOf(link: WebsocketProvider): Incoming {
  const { doc } = link
  const looks = new Set<() => void>()
  const waiting: Uint8Array[] = []
  let holders = 0
  let isInStep = false

  // What brought this page in step counts for its own connection only.
  link.on('connection-close', () => {
    isInStep = false
  })

  const pass = link.messageHandlers[SYNC]
  link.messageHandlers[SYNC] = (encoder, decoder, provider, emitSynced, type) => {
    const kind = decoding.peekVarUint(decoder)
    if (kind !== STEP1 && holders > 0) {
      decoding.readVarUint(decoder)
      isInStep ||= kind === STEP2 && emitSynced
      waiting.push(decoding.readVarUint8Array(decoder).slice())
      return
    }
    if (kind !== STEP1) for (const look of looks) look()
    pass?.(encoder, decoder, provider, emitSynced, type)
  }

  function release() {
    const updates = waiting.splice(0)
    if (updates.length > 0) {
      for (const look of looks) look()
      Y.transact(doc, () => updates.forEach((update) => Y.applyUpdate(doc, update, link)), link, false)
    }
    if (isInStep) link.synced = true
    isInStep = false
  }

  return {
    hold() {
      holders += 1
      let holds = true
      return () => {
        if (!holds) return
        holds = false
        holders -= 1
        if (holders === 0) release()
      }
    },
    before(look) {
      looks.add(look)
      return () => {
        looks.delete(look)
      }
    },
  }
}
