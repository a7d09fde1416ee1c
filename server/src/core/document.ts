import * as Y from 'yjs'
import { CONTENT } from '@weft/shared/model/read'
import { titleIn } from '@weft/shared/model/title'
import { copyInFrame } from '@weft/shared/wire'
import type { Snapshot, StoredDocument } from '../ports/store.ts'
import { type Incoming, orRefuse } from './incoming.ts'
import { mergeTree } from './mergeTree.ts'
import { type Applied, Replica } from './replica.ts'
import { standsFor } from './standsFor.ts'
import { stateVectorBehind } from './stateVectorBehind.ts'
import { Typing } from './typing.ts'
import * as waiting from './waiting.ts'

/** A snapshot, and the position up to which it stands for the journal. */
export interface Folded extends Snapshot {
  position: number
}

/** A journal with a gap is folded later than others, as nothing of it can be forgotten. */
const LONGEST_TAIL_WITH_GAP = 4 * 1024 * 1024
/** The state vector of who has nothing. */
const NOTHING_KNOWN = Uint8Array.of(0)
const asksForAll = (stateVector: Uint8Array): boolean => stateVector.length === 1 && stateVector[0] === 0

/**
 * The CRDT state of one document: the bytes that are written, the updates that are not yet, and a Y.Doc while
 * somebody writes. It reads and answers from bytes; the Y.Doc validates, and makes the next snapshot.
 * It does not know who is connected, nor where bytes are kept.
 */
export class Document {
  #snapshot: Uint8Array | null
  /** The state vector of the snapshot; null when it is not known. */
  #snapshotVector: Uint8Array | null
  /** The written updates after the snapshot, with their positions in the store. */
  #tail: { update: Uint8Array; position: number }[]
  #tailBytes: number
  /** Taken and kept, but not yet written: oldest first. */
  #unwritten: Uint8Array[] = []
  readonly #replica: Replica
  /** The tail as one update, and snapshot and tail as one, while nothing new is written. */
  #mergedTail: Uint8Array | null = null
  #merged: Uint8Array | null = null
  /** The state vector of what is written, and the last answer to one of a client: many come back at once with the same. */
  #writtenVector: Uint8Array | null = null
  #lastAnswer: { to: Uint8Array; rest: Uint8Array } | null = null

  /** @param now the time in milliseconds, by which an update is given up that takes too long to apply. */
  constructor(stored: StoredDocument | null, now: () => number, typing = new Typing()) {
    this.#replica = new Replica(() => this.#updates(), now, typing)
    this.#snapshot = stored?.snapshot?.update ?? null
    this.#snapshotVector = stored?.snapshot?.stateVector ?? null
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
    return this.#replica.isBuilt
  }

  /** How much of a client's is here without a gap. */
  clockOf(client: number): number {
    return Y.getState(this.#replica.doc.store, client)
  }

  /** Whether an update brings something of a client that is neither here nor waits here. */
  bringsOf(client: number, incoming: Incoming): boolean {
    return this.#replica.lacksOf(client, incoming)
  }

  /**
   * Takes an update, and keeps it until `written` is told of it. Throws RefusedUpdate; then the document is as it was
   * before.
   */
  apply({ bytes, outline }: Incoming): Applied {
    // A copy: the bytes are a view of what the socket read, and would keep all of that in memory.
    const own = { bytes: copyInFrame(bytes), outline }
    const applied = this.#replica.take(own)
    if (applied !== 'known') this.#unwritten.push(own.bytes)
    return applied
  }

  /** Does what can wait. Call it when nobody does. */
  catchUp(): void {
    this.#replica.catchUp()
  }

  /** What this document waits for; the same as long as that is the same, and empty when it waits for nothing. */
  missing(): string {
    return this.#replica.missing
  }

  /** All that was taken and not yet written, as one update. It stays unwritten until `written` is told. */
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
    if (this.#lastAnswer === null || !waiting.sameBytes(this.#lastAnswer.to, stateVector)) {
      // A copy: the bytes are a view of what the socket read.
      this.#lastAnswer = { to: stateVector.slice(), rest: this.#writtenSince(stateVector) }
    }
    return { first: null, rest: this.#lastAnswer.rest }
  }

  /** What this document holds without a gap, unwritten edits included: nobody need send those again. */
  stateVector(): Uint8Array {
    if (!this.isBuilt && this.#unwritten.length === 0) {
      this.#writtenVector ??= this.#vectorOfWritten() ?? Y.encodeStateVector(this.#replica.doc)
      return this.#writtenVector
    }
    return Y.encodeStateVector(this.#replica.doc)
  }

  /**
   * A garbage-collected snapshot; null when there is nothing to gain. While an update waits for another, the journal may grow long before it is folded. Throws when the snapshot does not stand for the document.
   */
  snapshot(): Folded | null {
    const last = this.#tail.at(-1)
    if (last === undefined) return null
    const { doc } = this.#replica
    const waits = waiting.isWaiting(waiting.waitingIn(doc))
    if (waits && this.#tailBytes < LONGEST_TAIL_WITH_GAP) return null
    // Yjs does not bring back all that waits in a Y.Doc from what it encodes: over a gap every byte is kept.
    const update = waits ? this.#allWritten() : Y.encodeStateAsUpdate(doc)
    if (!standsFor(update, doc))
      throw new Error('a snapshot does not read back as the document it was made of')
    return { update, stateVector: Y.encodeStateVector(doc), position: last.position }
  }

  /** What it is called, if it is a page. */
  title(): string {
    return titleIn(this.#replica.doc.getText(CONTENT))
  }

  /** Tells that the store has put a snapshot in the place of the journal up to its position. */
  compacted(snapshot: Folded): void {
    this.#tail = this.#tail.filter(({ position }) => position > snapshot.position)
    this.#tailBytes = this.#tail.reduce((sum, { update }) => sum + update.length, 0)
    this.#snapshot = snapshot.update
    this.#snapshotVector = snapshot.stateVector
    this.#forgetDerived()
  }

  /** Lets the Y.Doc go; the next edit builds it again from the bytes. */
  forget(): void {
    this.#replica.forget()
  }

  #forgetDerived(): void {
    this.#mergedTail = null
    this.#merged = null
    this.#writtenVector = null
    this.#lastAnswer = null
  }

  #vectorOfWritten(): Uint8Array | null {
    if (this.#snapshotVector === null) return stateVectorBehind(NOTHING_KNOWN, this.#allWritten())
    if (this.#tail.length === 0) return this.#snapshotVector
    return stateVectorBehind(this.#snapshotVector, this.#allTail())
  }

  #writtenSince(stateVector: Uint8Array): Uint8Array {
    return this.isBuilt && this.#unwritten.length === 0
      ? Y.encodeStateAsUpdate(this.#replica.doc, stateVector)
      : Y.diffUpdate(this.#allWritten(), stateVector)
  }

  #allWritten(): Uint8Array {
    if (this.#snapshot === null) return this.#allTail()
    // Merging with nothing would read and write all of it: two thirds of what the first of all waits for.
    if (this.#tail.length === 0) return this.#snapshot
    this.#merged ??= mergeTree([this.#snapshot, this.#allTail()])
    return this.#merged
  }

  #allTail(): Uint8Array {
    this.#mergedTail ??= mergeTree(this.#tail.map(({ update }) => update))
    return this.#mergedTail
  }

  /** All that it is made of. The tail as one: whoever asked for it has had it merged, and over a gap each of many would be merged again. */
  #updates(): Uint8Array[] {
    const written = this.#snapshot === null ? [] : [this.#snapshot]
    return [...written, this.#allTail(), ...this.#unwritten]
  }
}
