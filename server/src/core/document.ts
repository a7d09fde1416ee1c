import * as Y from 'yjs'
import type { StoredDocument } from '../ports/store.ts'
import { mergeTree } from './mergeTree.ts'
import { assertSound } from './soundUpdate.ts'

/** Bytes that Yjs could not read or apply. Nothing of them was kept (PROTOCOL.md, R2). */
export class RefusedUpdate extends Error {
  override name = 'RefusedUpdate'
}

/**
 * What an applied update was: `known` brought nothing; `new` brought something; `gap` is kept too, but waits for
 * an update that is not here yet.
 */
export type Applied = 'known' | 'new' | 'gap'

/** Two bytes: an update without content. Any shorter is none. */
const isEmpty = (update: Uint8Array): boolean => update.length === 2 && update[0] === 0 && update[1] === 0
/** Yjs draws a random name for each Y.Doc, a letter at a time, which takes longer than all else about an empty one. */
const NAMELESS = { guid: 'document' }
const asksForAll = (stateVector: Uint8Array): boolean => stateVector.length === 1 && stateVector[0] === 0

/**
 * The CRDT state of one document: the bytes that are written, the updates that are not yet, and a Y.Doc while
 * somebody writes. It reads and answers from bytes; the Y.Doc validates, and makes the next snapshot.
 * It does not know who is connected, nor where bytes are kept.
 */
export class Document {
  #snapshot: Uint8Array | null
  /** The written updates after the snapshot, with their positions in the store. */
  #tail: { update: Uint8Array; position: number }[]
  #tailBytes: number
  /** Applied to the Y.Doc and kept, but not yet written: oldest first. */
  #unwritten: Uint8Array[] = []
  #doc: Y.Doc | null = null
  /** The tail as one update, and snapshot and tail as one, while nothing new is written. */
  #mergedTail: Uint8Array | null = null
  #merged: Uint8Array | null = null
  /** The state vector of what is written, and the last answer to one of a client: many come back at once with the same. */
  #writtenVector: Uint8Array | null = null
  #lastAnswer: { to: Uint8Array; rest: Uint8Array } | null = null

  constructor(stored: StoredDocument | null) {
    this.#snapshot = stored?.snapshot ?? null
    const before = (stored?.position ?? 0) - (stored?.tail.length ?? 0)
    this.#tail = (stored?.tail ?? []).map((update, i) => ({ update, position: before + i + 1 }))
    this.#tailBytes = this.#tail.reduce((sum, { update }) => sum + update.length, 0)
  }

  get snapshotBytes(): number {
    return this.#snapshot?.length ?? 0
  }

  get tailBytes(): number {
    return this.#tailBytes
  }

  /** Whether a Y.Doc is held, as it is after the first edit. */
  get isBuilt(): boolean {
    return this.#doc !== null
  }

  /**
   * Validates an update by applying it, and keeps it until `written` is told of it. Throws RefusedUpdate; then the
   * document is as it was before.
   */
  apply(update: Uint8Array): Applied {
    if (isEmpty(update)) return 'known'
    orRefuse(() => assertSound(update))
    const doc = this.#build()
    const before = pendingOf(doc)
    let changed = false
    const listen = (transaction: Y.Transaction): void => {
      changed ||= bringsSomething(transaction)
    }
    doc.on('afterTransaction', listen)
    try {
      Y.applyUpdate(doc, update)
    } catch (error) {
      // Whatever part of the update went in before it threw is still in there: this Y.Doc is not to be trusted.
      this.forget()
      throw new RefusedUpdate('the update could not be applied', { cause: error })
    } finally {
      doc.off('afterTransaction', listen)
    }
    const after = pendingOf(doc)
    const waits = isPending(after) && !samePending(before, after)
    if (!changed && !waits) return 'known'
    // A copy: the bytes are a view of what the socket read, and would keep all of that in memory.
    this.#unwritten.push(update.slice())
    return waits ? 'gap' : 'new'
  }

  /** All that was applied and not yet written, as one update. It stays unwritten until `written` is told. */
  unwritten(): Uint8Array {
    const merged = mergeTree(this.#unwritten)
    this.#unwritten = [merged]
    return merged
  }

  /** Tells that the oldest unwritten update is in the store, at this position; returns it. */
  written(position: number): Uint8Array {
    const update = this.#unwritten.shift()
    if (update === undefined) throw new Error('nothing was waiting to be written')
    this.#tail.push({ update, position })
    this.#tailBytes += update.length
    this.#forgetDerived()
    return update
  }

  /**
   * What a client with this state vector lacks of what is written: an update to send first, if any, and the rest.
   * Throws RefusedUpdate when these bytes are no state vector.
   */
  missingFrom(stateVector: Uint8Array): { first: Uint8Array | null; rest: Uint8Array } {
    orRefuse(() => Y.decodeStateVector(stateVector))
    if (asksForAll(stateVector)) return { first: this.#snapshot, rest: this.#allTail() }
    if (this.#lastAnswer === null || !sameBytes(this.#lastAnswer.to, stateVector)) {
      // A copy: the bytes are a view of what the socket read.
      this.#lastAnswer = { to: stateVector.slice(), rest: this.#writtenSince(stateVector) }
    }
    return { first: null, rest: this.#lastAnswer.rest }
  }

  /** What this document holds without a gap, unwritten edits included: nobody need send those again. */
  stateVector(): Uint8Array {
    if (this.#doc === null && this.#unwritten.length === 0) {
      this.#writtenVector ??= Y.encodeStateVectorFromUpdate(this.#allWritten())
      return this.#writtenVector
    }
    return Y.encodeStateVector(this.#build())
  }

  /**
   * A garbage-collected snapshot and the position up to which it stands for the journal; null when there is
   * nothing to gain or an update still waits for another. Throws when the snapshot does not stand for the document.
   */
  snapshot(): { update: Uint8Array; position: number } | null {
    const last = this.#tail.at(-1)
    if (last === undefined) return null
    const doc = this.#build()
    if (isPending(pendingOf(doc))) return null
    const update = Y.encodeStateAsUpdate(doc)
    if (!standsFor(update, doc))
      throw new Error('a snapshot does not read back as the document it was made of')
    return { update, position: last.position }
  }

  /** Tells that the store has put a snapshot in the place of the journal up to its position. */
  compacted(snapshot: { update: Uint8Array; position: number }): void {
    this.#tail = this.#tail.filter(({ position }) => position > snapshot.position)
    this.#tailBytes = this.#tail.reduce((sum, { update }) => sum + update.length, 0)
    this.#snapshot = snapshot.update
    this.#forgetDerived()
  }

  /** Lets the Y.Doc go; the next edit builds it again from the bytes. */
  forget(): void {
    this.#doc?.destroy()
    this.#doc = null
  }

  #forgetDerived(): void {
    this.#mergedTail = null
    this.#merged = null
    this.#writtenVector = null
    this.#lastAnswer = null
  }

  #writtenSince(stateVector: Uint8Array): Uint8Array {
    return this.#doc !== null && this.#unwritten.length === 0
      ? Y.encodeStateAsUpdate(this.#doc, stateVector)
      : Y.diffUpdate(this.#allWritten(), stateVector)
  }

  #allWritten(): Uint8Array {
    this.#merged ??= this.#snapshot === null ? this.#allTail() : mergeTree([this.#snapshot, this.#allTail()])
    return this.#merged
  }

  #allTail(): Uint8Array {
    this.#mergedTail ??= mergeTree(this.#tail.map(({ update }) => update))
    return this.#mergedTail
  }

  #build(): Y.Doc {
    if (this.#doc !== null) return this.#doc
    const doc = new Y.Doc(NAMELESS)
    Y.transact(doc, () => {
      if (this.#snapshot !== null) Y.applyUpdate(doc, this.#snapshot)
      for (const { update } of this.#tail) Y.applyUpdate(doc, update)
      for (const update of this.#unwritten) Y.applyUpdate(doc, update)
    })
    this.#doc = doc
    return doc
  }
}

function orRefuse(check: () => void): void {
  try {
    check()
  } catch (error) {
    throw new RefusedUpdate('these bytes are not what they should be', { cause: error })
  }
}

/** What waits in a Y.Doc for an update that it builds on, as Yjs keeps it. */
interface Pending {
  structs: Uint8Array
  deletions: Uint8Array
}

const NOTHING = new Uint8Array(0)

function pendingOf({ store }: Y.Doc): Pending {
  return { structs: store.pendingStructs?.update ?? NOTHING, deletions: store.pendingDs ?? NOTHING }
}

const isPending = ({ structs, deletions }: Pending): boolean => structs.length + deletions.length > 0

/** By their bytes: two deletions that lie side by side merge into bytes of the same length as one. */
const samePending = (a: Pending, b: Pending): boolean =>
  sameBytes(a.structs, b.structs) && sameBytes(a.deletions, b.deletions)

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a === b || (a.length === b.length && a.every((byte, i) => byte === b[i]))

/** Whether a fresh client that is given this update ends up where the document is. */
function standsFor(update: Uint8Array, doc: Y.Doc): boolean {
  const copy = new Y.Doc(NAMELESS)
  Y.applyUpdate(copy, update)
  return sameBytes(Y.encodeStateVector(copy), Y.encodeStateVector(doc)) && !isPending(pendingOf(copy))
}

function bringsSomething(transaction: Y.Transaction): boolean {
  if (transaction.deleteSet.clients.size > 0) return true
  for (const [client, clock] of transaction.afterState) {
    if (transaction.beforeState.get(client) !== clock) return true
  }
  return false
}
