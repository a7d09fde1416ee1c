import type { Chronicle } from '../ports/chronicle.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Meter } from '../ports/meter.ts'
import { DamagedDocument, type Store, type StoredDocument } from '../ports/store.ts'
import { Document } from './document.ts'
import type { Journal } from './journal.ts'
import { documentOf } from './names.ts'
import { Room } from './room.ts'

/** No journal is left longer than this: whoever opens the document is sent all of it behind the snapshot. */
const LONGEST_TAIL = 4 * 1024 * 1024
/** The Y.Doc of a room in which nobody writes any more is let go after this long. */
const FORGET_DOC_MS = 60_000

interface Slot {
  room: Promise<Room | null>
  leases: number
  compacting: Promise<void> | null
  lastSettled: number
  forgetting: (() => void) | null
}

/** The use of a room. While one is held the room stays; `release` is called once. */
export interface Lease {
  room: Room
  release: () => void
}

/**
 * The open documents: at most one room for each, loaded once however many ask, kept while anybody holds a lease or
 * anything is not yet on stable storage (PROTOCOL.md, L1–L4).
 */
export class Rooms {
  readonly #store: Pick<Store, 'load' | 'compact'>
  readonly #journal: Journal
  readonly #clock: Clock
  readonly #log: Log
  readonly #meter: Meter
  readonly #chronicle: Chronicle
  readonly #compactBytes: number
  readonly #slots = new Map<string, Slot>()

  /**
   * @param parts.compactBytes a document's journal is folded into a snapshot when it is longer than this, and than
   * half the snapshot.
   */
  constructor(parts: {
    store: Pick<Store, 'load' | 'compact'>
    journal: Journal
    clock: Clock
    log: Log
    meter: Meter
    chronicle: Chronicle
    compactBytes: number
  }) {
    this.#store = parts.store
    this.#journal = parts.journal
    this.#clock = parts.clock
    this.#log = parts.log
    this.#meter = parts.meter
    this.#chronicle = parts.chronicle
    this.#compactBytes = parts.compactBytes
  }

  /** How many documents are open. */
  get size(): number {
    return this.#slots.size
  }

  /**
   * Opens a document: loads it unless it is open. Null when there is none and `orNew` is not set.
   * Rejects with StoreFailed or DamagedDocument; the next call tries again.
   */
  async open(name: string, { orNew }: { orNew: boolean }): Promise<Lease | null> {
    const slot = this.#slots.get(name) ?? this.#admit(name, orNew)
    slot.leases++
    try {
      const room = await slot.room
      if (room !== null) return this.#lease(name, slot, room)
    } catch (error) {
      slot.leases--
      if (slot.leases === 0) this.#drop(name, slot)
      throw error
    }
    slot.leases--
    this.#drop(name, slot)
    // Somebody else asked for an existing document only; we would make one.
    return orNew ? this.open(name, { orNew }) : null
  }

  /** Ends every connection; resolves when everything is on stable storage and every room is closed. */
  async close(): Promise<void> {
    while (this.#slots.size > 0) {
      for (const slot of this.#slots.values()) (await slot.room.catch(() => null))?.closeAll('unavailable')
      await new Promise<void>((resolve) => this.#clock.after(10, resolve))
    }
  }

  #admit(name: string, orNew: boolean): Slot {
    const slot: Slot = {
      room: this.#load(name, orNew),
      leases: 0,
      compacting: null,
      lastSettled: 0,
      forgetting: null,
    }
    this.#slots.set(name, slot)
    this.#meter.set('rooms', this.#slots.size)
    return slot
  }

  async #load(name: string, orNew: boolean): Promise<Room | null> {
    this.#meter.count('loads_total')
    const stored = await this.#store.load(name)
    if (stored === null && !orNew) return null
    return new Room(name, readable(stored, this.#clock), {
      journal: this.#journal,
      clock: this.#clock,
      chronicle: this.#chronicle,
      onSynced: (room) => void this.#tidy(name, room),
    })
  }

  #lease(name: string, slot: Slot, room: Room): Lease {
    return {
      room,
      release: () => {
        slot.leases--
        void this.#tidy(name, room)
      },
    }
  }

  /** After each sync and each departure: fold a long journal, close a room that nobody needs. */
  async #tidy(name: string, room: Room): Promise<void> {
    const slot = this.#slots.get(name)
    if (slot === undefined) return
    // Not only when all is settled: where somebody always writes, that may never be.
    const isLeft = slot.leases === 0 && room.isSettled
    if (this.#isLong(room.document) || (isLeft && room.document.isBuilt)) {
      await this.#fold(name, slot, room)
    }
    if (!room.isSettled) return
    slot.lastSettled = this.#clock.now()
    if (slot.leases > 0) return this.#forgetLater(name, slot, room)
    if (this.#slots.get(name) !== slot) return
    room.end()
    this.#drop(name, slot)
  }

  /** Folds the journal into a snapshot, once at a time. */
  #fold(name: string, slot: Slot, room: Room): Promise<void> {
    slot.compacting ??= this.#compact(name, room).finally(() => (slot.compacting = null))
    return slot.compacting
  }

  async #compact(name: string, room: Room): Promise<void> {
    try {
      const snapshot = room.document.snapshot()
      if (snapshot === null) return
      await this.#store.compact(name, snapshot.position, snapshot)
      room.document.compacted(snapshot)
      this.#meter.count('compactions_total')
      const document = documentOf(name)
      if (document !== null) this.#chronicle.titled(document, room.document.title())
    } catch (error) {
      // The journal is still whole: nothing is lost but space. The next sync or departure tries again.
      this.#log.warn('a document could not be compacted', { error })
    }
  }

  #forgetLater(name: string, slot: Slot, room: Room): void {
    slot.forgetting ??= this.#clock.after(FORGET_DOC_MS, () => {
      slot.forgetting = null
      const quiet = room.isSettled && this.#clock.now() - slot.lastSettled >= FORGET_DOC_MS
      if (!quiet) return this.#forgetLater(name, slot, room)
      if (room.document.isBuilt) void this.#fold(name, slot, room).then(() => room.document.forget())
    })
  }

  #drop(name: string, slot: Slot): void {
    slot.forgetting?.()
    if (this.#slots.get(name) === slot) this.#slots.delete(name)
    this.#meter.set('rooms', this.#slots.size)
  }

  #isLong(document: Document): boolean {
    const allowed = Math.min(document.snapshotBytes / 2, LONGEST_TAIL)
    return document.tailBytes > Math.max(this.#compactBytes, allowed)
  }
}

/** What is stored may be whole and yet not be what Yjs can read. */
function readable(stored: StoredDocument | null, clock: Clock): Document {
  const document = new Document(stored, () => clock.now())
  try {
    document.stateVector()
  } catch {
    throw new DamagedDocument('its updates cannot be read')
  }
  return document
}
