import type { CloseReason } from '@weft/shared/closeCodes'
import type { StoreFailure } from '@weft/shared/events'

/** What can happen to the connection of one page to its document. */
export type SessionEvent =
  | { type: 'connected' }
  | { type: 'inStep' }
  | { type: 'disconnected'; reason: CloseReason | null }
  | { type: 'refused'; reason: CloseReason | null }
  /** The person changed the document. */
  | { type: 'edited' }
  /** A frame with an update left: `whole` brings along everything the server lacks, otherwise it holds one edit. */
  | { type: 'sent'; whole: boolean }
  /** The first `count` such frames of this connection are on stable storage. */
  | { type: 'saved'; count: number }
  | { type: 'storeFailing'; reason: StoreFailure }
  | { type: 'storeRecovered' }
  /** The server says whether this person may write here, at first and whenever that changes. */
  | { type: 'standing'; mayEdit: boolean }
  /** What is not saved here is kept as another document. */
  | { type: 'keptElsewhere' }

/** Everything that is known, from which the status follows. */
export interface Knowledge {
  link: 'trying' | 'down' | 'up' | 'inStep' | 'refused'
  opened: boolean
  closeReason: CloseReason | null
  storeFailure: StoreFailure | null
  mayEdit: boolean
  /** Edits that no frame of this connection has carried. */
  unsent: number
  /** How many edits each frame carries that is sent and not acknowledged, oldest first. */
  inFlight: readonly number[]
  acknowledged: number
}

export const nothingKnown: Knowledge = {
  link: 'trying',
  opened: false,
  closeReason: null,
  storeFailure: null,
  mayEdit: true,
  unsent: 0,
  inFlight: [],
  acknowledged: 0,
}

/** What is known after an event. Counts start again with every connection; edits are never forgotten. */
export function learn(known: Knowledge, event: SessionEvent): Knowledge {
  const step = steps[event.type] as (known: Knowledge, event: SessionEvent) => Knowledge
  return step(known, event)
}

const steps: { [E in SessionEvent as E['type']]: (known: Knowledge, event: E) => Knowledge } = {
  connected: (known) => ({ ...known, link: 'up', storeFailure: null, inFlight: [], acknowledged: 0 }),
  inStep: (known) => ({ ...known, link: 'inStep', opened: true, closeReason: null }),
  disconnected: (known, { reason }) => ({
    ...unplugged(known),
    link: 'down',
    closeReason: reason,
  }),
  refused: (known, { reason }) => ({ ...unplugged(known), link: 'refused', closeReason: reason }),
  edited: (known) => ({ ...known, unsent: known.unsent + 1 }),
  sent(known, { whole }) {
    const edits = whole ? known.unsent : Math.min(1, known.unsent)
    return { ...known, unsent: known.unsent - edits, inFlight: [...known.inFlight, edits] }
  },
  saved(known, { count }) {
    const newly = count - known.acknowledged
    if (newly <= 0) return known
    return { ...known, acknowledged: count, inFlight: known.inFlight.slice(newly) }
  },
  storeFailing: (known, { reason }) => ({ ...known, storeFailure: reason }),
  storeRecovered: (known) => ({ ...known, storeFailure: null }),
  standing: (known, { mayEdit }) => ({ ...known, mayEdit }),
  keptElsewhere: (known) => ({ ...known, unsent: 0, inFlight: known.inFlight.map(() => 0) }),
}

/** A frame that nobody acknowledged may be lost: its edits go out again with the next connection. */
function unplugged(known: Knowledge): Knowledge {
  return { ...known, unsent: countUnsaved(known), inFlight: [], acknowledged: 0, storeFailure: null }
}

/** How many edits of this page are not known to be on stable storage. */
export function countUnsaved(known: Knowledge): number {
  return known.inFlight.reduce((sum, edits) => sum + edits, known.unsent)
}

/** Why edits are not kept: the server's storage, or how it ended the connection. */
export type Trouble = StoreFailure | CloseReason | 'refused'

/**
 * What a person is told. `opened`: the whole document has been here once; `ended`: it will not come back by itself;
 * `mayEdit`: as far as the server has said.
 */
export interface Status {
  state: 'opening' | 'saving' | 'saved' | 'reading' | 'offline' | 'notSaved'
  opened: boolean
  ended: boolean
  mayEdit: boolean
  trouble: Trouble | null
  /** Edits that wait for a connection. */
  waiting: number
}

/** The truth about one page, never better than what has been acknowledged. */
export function statusOf(known: Knowledge): Status {
  const { opened, mayEdit, closeReason } = known
  const common = { opened, mayEdit, ended: false, trouble: closeReason, waiting: 0 }
  if (known.link === 'refused') {
    // Who only may not stay any more has lost nothing that they wrote.
    if (opened && endsRights(closeReason) && countUnsaved(known) === 0)
      return { ...common, state: 'reading', ended: true }
    return { ...common, state: 'notSaved', ended: true, trouble: known.closeReason ?? 'refused' }
  }
  if (known.closeReason === 'damaged') return { ...common, state: 'notSaved' }
  if (known.storeFailure !== null) return { ...common, state: 'notSaved', trouble: known.storeFailure }
  if (known.link === 'down' || (known.link === 'up' && known.opened)) {
    return { ...common, state: 'offline', waiting: countUnsaved(known) }
  }
  if (known.link !== 'inStep') return { ...common, state: 'opening' }
  if (!mayEdit) {
    // What was written before the right was withdrawn, or while it was, is here and nowhere else.
    return countUnsaved(known) > 0
      ? { ...common, state: 'notSaved', trouble: 'notAllowed' }
      : { ...common, state: 'reading' }
  }
  const saved = known.unsent === 0 && known.inFlight.length === 0
  return { ...common, state: saved ? 'saved' : 'saving' }
}

const endsRights = (reason: CloseReason | null) =>
  reason === 'notAllowed' || reason === 'notSignedIn' || reason === 'noSuchDocument'

/** Whether two statuses say the same. */
export function sameStatus(a: Status, b: Status): boolean {
  return (
    a.state === b.state &&
    a.opened === b.opened &&
    a.ended === b.ended &&
    a.mayEdit === b.mayEdit &&
    a.trouble === b.trouble &&
    a.waiting === b.waiting
  )
}
