import type { DocumentId } from '@weft/shared/ids'
import { isWorthRetrying, reasonOfClose } from '@weft/shared/closeCodes'
import { parseServerEvent } from '@weft/shared/events'
import { pageDoc } from '@weft/shared/model/pageDoc'
import { can, type Role } from '@weft/shared/roles'
import { EVENT, SAVED } from '@weft/shared/wire'
import * as decoding from 'lib0/decoding'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import { createStore, type Readable } from '../state/store.ts'
import { countingSocket } from './countingSocket.ts'
import { guardLeaving } from './guardLeaving.ts'
import { type Incoming, incomingOf } from './incoming.ts'
import { noticeDeadLink } from './noticeDeadLink.ts'
import { sendOwnEditsOnly } from './ownEdits.ts'
import { tellOwnPresenceOnly } from './ownPresence.ts'
import { spreadReturns } from './spreadReturns.ts'
import {
  countUnsaved,
  learn,
  nothingKnown,
  sameStatus,
  type SessionEvent,
  type Status,
  statusOf,
} from './status.ts'
import { syncAddress } from './syncAddress.ts'

/** One open document in one tab: its content, who is there, and the truth about what is saved. */
export interface Session {
  readonly id: DocumentId
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly status: Readable<Status>
  /** What this person may do here, and whom the server takes them for; null until it has said so. */
  readonly standing: Readable<Standing | null>
  readonly incoming: Incoming
  /** Comes back after the server has closed the document, with everything that is not saved yet. */
  readonly retry: () => void
  /** Tells that what could not be saved here is kept as another document: nobody need wait for it. */
  readonly keptElsewhere: () => void
  /** Leaves the document: gone for the others at once, while what is unsaved stays until it is saved. */
  close(): void
}

export interface Standing {
  readonly role: Role
  readonly person: { readonly id: string; readonly name: string; readonly isGuest: boolean } | null
  /** How many people wait to be let in, where one may let them. */
  readonly requests: number
}

/** Opens a document and keeps it in step with the server until `close`. */
export function openSession(id: DocumentId): Session {
  const doc = pageDoc()
  const status = createStore(statusOf(nothingKnown))
  const standing = createStore<Standing | null>(null)
  const guard = guardLeaving()
  let known = nothingKnown

  function tell(event: SessionEvent) {
    known = learn(known, event)
    guard(countUnsaved(known) > 0)
    const next = statusOf(known)
    if (!sameStatus(next, status.get())) status.set(next)
  }

  const link = new WebsocketProvider(syncAddress(), id, doc, {
    connect: false,
    disableBc: true,
    shouldReconnect: ({ code }) => isWorthRetrying(code),
    params: { weft: '1' },
    WebSocketPolyfill: countingSocket((whole) => tell({ type: 'sent', whole })),
  })

  link.messageHandlers[SAVED] = (_encoder, decoder) => {
    tell({ type: 'saved', count: decoding.readVarUint(decoder) })
  }
  link.messageHandlers[EVENT] = (_encoder, decoder) => {
    const event = parseServerEvent(decoding.readVarString(decoder))
    if (event === null) return
    if (event.type !== 'standing') return tell(event)
    const mayEdit = can(event.role, 'edit')
    const comesBack = mayEdit && !known.mayEdit && countUnsaved(known) > 0
    tell({ type: 'standing', mayEdit })
    standing.set({ role: event.role, person: event.person, requests: event.requests ?? 0 })
    if (!comesBack) return
    // What was refused meanwhile is offered again with a new connection.
    link.disconnect()
    link.connect()
  }
  link.on('status', (event) => {
    if (event.status === 'connected') tell({ type: 'connected' })
  })
  link.on('sync', (inStep) => {
    if (inStep) tell({ type: 'inStep' })
  })
  link.on('connection-close', (event) => {
    tell({ type: 'disconnected', reason: event === null ? null : reasonOfClose(event.code) })
  })
  link.on('closed', (event) => tell({ type: 'refused', reason: reasonOfClose(event.code) }))
  sendOwnEditsOnly(link, () => tell({ type: 'edited' }))
  tellOwnPresenceOnly(link)
  const incoming = incomingOf(link)
  spreadReturns(link)
  const stopNoticing = noticeDeadLink(link)
  link.connect()

  function dispose() {
    stopNoticing()
    link.destroy()
    link.awareness.destroy()
    doc.destroy()
    guard(false)
  }

  return {
    id,
    doc,
    awareness: link.awareness,
    status,
    standing,
    incoming,
    retry: () => link.connect(),
    keptElsewhere: () => tell({ type: 'keptElsewhere' }),
    close() {
      link.awareness.setLocalState(null)
      const done = () => countUnsaved(known) === 0 || status.get().ended
      if (done()) return dispose()
      const stop = status.subscribe(() => {
        if (!done()) return
        stop()
        dispose()
      })
    },
  }
}
