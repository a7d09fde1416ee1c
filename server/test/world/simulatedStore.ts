import type { Behind, Entry } from '../../src/adapters/store/behind.ts'
import { type Append, type Snapshot, StoreFailed, type StoredDocument } from '../../src/ports/store.ts'

interface Logged {
  position: number
  update: Uint8Array
  /** In which order it was written, over all documents. */
  order: number
  durable: boolean
  /** A sync failed on it: the system may have dropped it, and a later sync says nothing about it. */
  doomed: boolean
}

interface Stored {
  snapshot: Snapshot | null
  snapshotPosition: number
  log: Logged[]
}

/** What outlives a server: what was written, and what of it would outlive the machine. */
export class SimulatedDisk {
  readonly documents = new Map<string, Stored>()
  #order = 0

  at(document: string): Stored {
    let stored = this.documents.get(document)
    if (stored === undefined)
      this.documents.set(document, (stored = { snapshot: null, snapshotPosition: 0, log: [] }))
    return stored
  }

  append(entries: readonly Append[]): number[] {
    return entries.map(({ document, update }) => {
      const stored = this.at(document)
      const position = (stored.log.at(-1)?.position ?? stored.snapshotPosition) + 1
      stored.log.push({ position, update, order: this.#order++, durable: false, doomed: false })
      return position
    })
  }

  /** What is there already is written again. */
  place(entries: readonly Entry[]): void {
    for (const { document, position, update } of entries) {
      const stored = this.at(document)
      const last = stored.log.at(-1)?.position ?? stored.snapshotPosition
      const again = stored.log.find((logged) => logged.position === position && !logged.durable)
      if (again !== undefined) Object.assign(again, { order: this.#order++, doomed: false })
      if (position > last)
        stored.log.push({ position, update, order: this.#order++, durable: false, doomed: false })
    }
  }

  /** A store is opened on it, which brings to stable storage what it finds. */
  open(): void {
    for (const logged of this.#unsynced()) Object.assign(logged, { durable: true, doomed: false })
  }

  /** How much has been written: what a sync that is asked for now will cover. */
  get written(): number {
    return this.#order
  }

  sync(written: number): void {
    for (const logged of this.#unsynced()) if (logged.order < written) logged.durable = !logged.doomed
  }

  failSync(): void {
    for (const logged of this.#unsynced()) logged.doomed = true
  }

  compact(document: string, position: number, snapshot: Snapshot): void {
    const stored = this.at(document)
    if (position <= stored.snapshotPosition) return
    stored.snapshot = snapshot
    stored.snapshotPosition = position
    stored.log = stored.log.filter((logged) => logged.position > position)
  }

  /** A disk of its own with the same on it. */
  copy(): SimulatedDisk {
    const copy = new SimulatedDisk()
    for (const [document, stored] of this.documents) copy.documents.set(document, structuredClone(stored))
    copy.#order = this.#order
    return copy
  }

  /** The power goes: of what was not synced only the first `share` stays. */
  cutPower(share: number): void {
    const unsynced = this.#unsynced().filter(({ doomed }) => !doomed)
    const kept = new Set(
      unsynced.sort((a, b) => a.order - b.order).slice(0, Math.floor(unsynced.length * share)),
    )
    for (const stored of this.documents.values()) {
      stored.log = stored.log.filter((logged) => logged.durable || kept.has(logged))
    }
  }

  #unsynced(): Logged[] {
    return [...this.documents.values()].flatMap(({ log }) => log.filter(({ durable }) => !durable))
  }
}

/** An operation that waits until the world lets it happen. */
export interface PendingOperation {
  readonly kind: 'create' | 'load' | 'append' | 'sync' | 'compact'
  /** It happens and its caller learns of it. */
  succeed(): void
  /** It fails; `halfway` leaves its effect on the disk although the caller is told that it failed. */
  fail(halfway: boolean): void
  /** The process dies meanwhile: it may have happened, and nobody is told. */
  abandon(happened: boolean): void
}

/** A store in memory whose every operation waits for the world, which may fail it or let the process die in it. */
export class SimulatedStore implements Behind {
  readonly pending: PendingOperation[] = []
  readonly #disk: SimulatedDisk

  constructor(disk: SimulatedDisk) {
    this.#disk = disk
  }

  list(): Promise<string[]> {
    return Promise.resolve([...this.#disk.documents.keys()])
  }

  create(document: string): Promise<boolean> {
    return this.#operation('create', () => {
      const isNew = !this.#disk.documents.has(document)
      this.#disk.at(document)
      return isNew
    })
  }

  load(document: string): Promise<StoredDocument | null> {
    return this.#operation('load', () => {
      const stored = this.#disk.documents.get(document)
      if (stored === undefined) return null
      const { snapshot, snapshotPosition, log } = stored
      return {
        snapshot,
        tail: log.map(({ update }) => update),
        position: log.at(-1)?.position ?? snapshotPosition,
      }
    })
  }

  position(document: string): Promise<number | null> {
    const stored = this.#disk.documents.get(document)
    return Promise.resolve(
      stored === undefined ? null : (stored.log.at(-1)?.position ?? stored.snapshotPosition),
    )
  }

  append(entries: readonly Append[]): Promise<number[]> {
    return this.#operation('append', () => this.#disk.append(entries))
  }

  place(entries: readonly Entry[]): Promise<void> {
    return this.#operation('append', () => this.#disk.place(entries))
  }

  sync(): Promise<void> {
    const { written } = this.#disk
    return this.#operation('sync', () => this.#disk.sync(written))
  }

  compact(document: string, position: number, snapshot: Snapshot): Promise<void> {
    return this.#operation('compact', () => this.#disk.compact(document, position, snapshot))
  }

  async close(): Promise<void> {
    await Promise.resolve()
  }

  #operation<T>(kind: PendingOperation['kind'], effect: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = (then: () => void): void => {
        this.pending.splice(this.pending.indexOf(operation), 1)
        then()
      }
      const operation: PendingOperation = {
        kind,
        succeed: () => end(() => resolve(effect())),
        fail: (halfway) =>
          end(() => {
            if (halfway) effect()
            else if (kind === 'sync') this.#disk.failSync()
            reject(new StoreFailed('storeFailing', new Error(`simulated failure of ${kind}`)))
          }),
        abandon: (happened) => end(() => void (happened && effect())),
      }
      this.pending.push(operation)
    })
  }
}
