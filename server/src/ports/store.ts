import type { StoreFailure } from '@weft/shared/events'

/** Stands for the first updates of a document. */
export interface Snapshot {
  update: Uint8Array
  /** What it holds, kept beside it so that nobody need read it to know; null where it was not kept. */
  stateVector: Uint8Array | null
}

/** What a store holds of one document: bytes, in the order in which they were appended. */
export interface StoredDocument {
  /** Stands for every update up to `position - tail.length`; null before the first compaction. */
  snapshot: Snapshot | null
  /** The updates after the snapshot, oldest first. */
  tail: Uint8Array[]
  /** How many updates were ever appended. */
  position: number
}

export interface Append {
  document: string
  update: Uint8Array
}

/**
 * Keeps bytes. It makes two promises, apart from each other: what `append` resolved survives the death of the
 * process, what `sync` resolved survives the death of the machine. What is in it when it is opened survives both: who reads
 * it may be told that it is saved. It knows nothing of Yjs, rooms or people.
 * Every method rejects with StoreFailed or DamagedDocument and may be called again afterwards.
 */
export interface Store {
  /** Makes an empty document on stable storage. False when it is there already. */
  create(document: string): Promise<boolean>
  /** The names of all documents, in no order. */
  list(): Promise<string[]>
  /** The whole document, or null when there is none of this name. Rejects with DamagedDocument, never returns part of one. */
  load(document: string): Promise<StoredDocument | null>
  /** How many updates were ever appended to a document; null when there is none of this name. */
  position(document: string): Promise<number | null>
  /**
   * Appends all entries or none; a document that is not there is made. Resolves with the position of each entry
   * when the process may die. The caller has one append in flight at a time.
   */
  append(entries: readonly Append[]): Promise<number[]>
  /** Resolves when the machine may die without losing anything appended before the call. */
  sync(): Promise<void>
  /**
   * Puts `snapshot` in the place of all updates up to `position`, in one step and on stable storage. The updates
   * are let go only after the snapshot has been read back and is equal.
   */
  compact(document: string, position: number, snapshot: Snapshot): Promise<void>
  /** Lets everything finish and frees the folder. */
  close(): Promise<void>
}

/** The store could not do it now: the disk is full, or failing. Nothing that was promised before is lost. */
export class StoreFailed extends Error {
  override name = 'StoreFailed'
  readonly reason: StoreFailure

  constructor(reason: StoreFailure, cause: unknown) {
    super(reason === 'diskFull' ? 'the disk is full' : 'the store does not answer', { cause })
    this.reason = reason
  }
}

/** What is stored of a document is not what was written. It is never served, in part or empty. The message does not name it. */
export class DamagedDocument extends Error {
  override name = 'DamagedDocument'
  constructor(detail: string) {
    super(`a document is damaged: ${detail}`)
  }
}
