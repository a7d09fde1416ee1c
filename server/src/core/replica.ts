import * as Y from 'yjs'
import { contradicts } from './contradiction.ts'
import { type Incoming, RefusedUpdate } from './incoming.ts'
import { standsInMap } from './mapEntries.ts'
import { nestsTooDeeply } from './nestedTypes.ts'
import { applyWithPatience } from './patience.ts'
import type { Run } from './soundUpdate.ts'
import type { Typing } from './typing.ts'
import * as waiting from './waiting.ts'

/**
 * What an applied update was: `known` brought nothing; `new` brought something; `gap` is kept too, but waits for
 * an update that is not here yet.
 */
export type Applied = 'known' | 'new' | 'gap'

/** Yjs draws a random name for each Y.Doc, a letter at a time, which takes longer than all else about an empty one. */
const NAMELESS = { guid: 'document' }
/** So many keystrokes that were put off are worth a transaction: together they cost a third of what each costs alone. */
const WORTH_APPLYING = 32
/** Pages differ by up to so many: those that people write in at the same pace are not all applied in one go. */
const SPREAD = 64
/** With more the next is not put off: whoever needs the Y.Doc is not to wait for them. */
const MOST_PUT_OFF = 256

let made = 0

/**
 * The Y.Doc of a document, which says what may be taken. It is built from bytes when somebody needs it, and can be let
 * go at any time. Keystrokes that cannot fail are taken at once, and applied, many together, when the Y.Doc is needed or nobody waits.
 */
export class Replica {
  readonly #updates: () => readonly Uint8Array[]
  readonly #now: () => number
  #doc: Y.Doc | null = null
  /** Taken, and not yet applied: oldest first. */
  #putOff: Uint8Array[] = []
  readonly #typing: Typing
  readonly #worthApplying = WORTH_APPLYING + (made++ % SPREAD)

  /**
   * @param updates all of the document, with what was taken until now.
   * @param now the time in milliseconds, by which an update is given up that takes too long to apply.
   */
  constructor(updates: () => readonly Uint8Array[], now: () => number, typing: Typing) {
    this.#updates = updates
    this.#now = now
    this.#typing = typing
  }

  /** Whether a Y.Doc is held. */
  get isBuilt(): boolean {
    return this.#doc !== null
  }

  /** The Y.Doc of all that was taken. */
  get doc(): Y.Doc {
    this.#applyPutOff()
    this.#doc ??= this.#build()
    return this.#doc
  }

  /** What it waits for; the same as long as that is the same, and empty when it waits for nothing. */
  get missing(): string {
    return this.#doc === null ? '' : waiting.missingIn(this.#doc)
  }

  /** Takes an update, whose bytes stay as they are. Throws RefusedUpdate; then it is as it was before. */
  take(incoming: Incoming): Applied {
    const { bytes, outline } = incoming
    if (outline.structs.length === 0 && outline.deletions.length === 0) return 'known'
    if (this.#canPutOff(incoming)) {
      this.#putOff.push(bytes)
      return 'new'
    }
    const { doc } = this
    this.#typing.applied()
    const before = waiting.waitingIn(doc)
    refuseContradiction(doc, before, incoming)
    const changed = this.#apply(doc, bytes)
    const after = waiting.waitingIn(doc)
    const waits = waiting.isWaiting(after) && !waiting.sameWaiting(before, after)
    if (waits && waiting.isTooMuch(after)) this.#refuse('too much waits for what is missing')
    const types = changed ? [...outline.types, ...waiting.typesOf(before)] : []
    if (nestsTooDeeply(doc, types)) this.#refuse('shared types are nested too deeply')
    const pieces = changed ? [...outline.pieces, ...waiting.piecesOf(before)] : []
    if (standsInMap(doc, pieces, () => this.#uncollected(bytes)))
      this.#refuse('more than one value stands under a key of a map')
    if (waits) return 'gap'
    return changed ? 'new' : 'known'
  }

  /** Whether an update brings something of a client that is neither here nor waits here. */
  lacksOf(client: number, { bytes, outline }: Incoming): boolean {
    const { doc } = this
    const state = Y.getState(doc.store, client)
    const isBeyond = (run: Run): boolean => run.client === client && run.end > state
    const deletions = outline.deletions.filter(isBeyond)
    if (deletions.length === 0 && !outline.structs.some(isBeyond)) return false
    const pending = waiting.waitingIn(doc)
    if (!waiting.isWaiting(pending)) return true
    const beyond = ({ clock, end }: Run): Run => ({ client, clock: Math.max(clock, state), end })
    const structs = runsOf(Y.decodeUpdate(bytes).structs).filter(isBeyond)
    return (
      !structs.every((run) => waiting.hasStructs(pending, beyond(run))) ||
      !deletions.every((run) => waiting.hasDeletions(pending, beyond(run)))
    )
  }

  /** Applies what was put off, if it has become much. Call it when nobody waits. */
  catchUp(): void {
    if (this.#putOff.length >= this.#worthApplying) this.#applyPutOff()
  }

  /** Lets the Y.Doc go. */
  forget(): void {
    this.#doc?.destroy()
    this.#doc = null
    this.#putOff = []
    this.#typing.applied()
  }

  #build(): Y.Doc {
    const doc = new Y.Doc(NAMELESS)
    applyAll(doc, this.#updates())
    return doc
  }

  /** With an update that is not taken yet, and with what was deleted, as far as the bytes still have it. */
  #uncollected(update: Uint8Array): Y.Doc {
    const doc = new Y.Doc({ ...NAMELESS, gc: false })
    applyAll(doc, [...this.#updates(), update])
    return doc
  }

  /** Where something waits, a letter may be what it waits for. */
  #canPutOff(incoming: Incoming): boolean {
    const doc = this.#doc
    if (doc === null || this.#putOff.length >= MOST_PUT_OFF) return false
    return !waiting.isWaiting(waiting.waitingIn(doc)) && this.#typing.takes(incoming, doc)
  }

  #applyPutOff(): void {
    if (this.#doc === null || this.#putOff.length === 0) return
    const late = this.#putOff
    this.#putOff = []
    try {
      applyAll(this.#doc, late)
    } catch {
      // It is told and kept: the Y.Doc is built anew from all bytes.
      this.forget()
    }
  }

  /** Applies an update; returns whether it brought something. */
  #apply(doc: Y.Doc, update: Uint8Array): boolean {
    let changed = false
    const listen = (transaction: Y.Transaction): void => {
      changed ||= bringsSomething(transaction)
    }
    doc.on('afterTransaction', listen)
    try {
      applyWithPatience(doc, update, this.#now)
    } catch (error) {
      this.#refuse('the update could not be applied', error)
    } finally {
      doc.off('afterTransaction', listen)
    }
    return changed
  }

  /** Whatever part of an update went in before it was refused is still in there: that Y.Doc is not to be trusted. */
  #refuse(why: string, cause?: unknown): never {
    this.forget()
    throw new RefusedUpdate(why, { cause })
  }
}

function applyAll(doc: Y.Doc, updates: readonly Uint8Array[]): void {
  Y.transact(doc, () => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
}

/** Where nothing is there yet, as for a keystroke, this costs one look at a number. */
function refuseContradiction(doc: Y.Doc, pending: waiting.Waiting, { bytes, outline }: Incoming): void {
  const overlaps = outline.structs.some(({ client, clock }) => clock < Y.getState(doc.store, client))
  if (!overlaps && !waiting.isWaiting(pending)) return
  const { structs, ds } = Y.decodeUpdate(bytes)
  const held = [doc.store.clients, waiting.structsOf(pending)]
  if (held.some((ours) => contradicts(structs, ds, ours)))
    throw new RefusedUpdate('the update says something else than what is there already')
}

const runsOf = (structs: ReturnType<typeof Y.decodeUpdate>['structs']): Run[] =>
  structs
    .filter((struct) => !(struct instanceof Y.Skip))
    .map(({ id: { client, clock }, length }) => ({ client, clock, end: clock + length }))

function bringsSomething(transaction: Y.Transaction): boolean {
  if (transaction.deleteSet.clients.size > 0) return true
  for (const [client, clock] of transaction.afterState) {
    if (transaction.beforeState.get(client) !== clock) return true
  }
  return false
}
