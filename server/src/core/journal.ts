import type { StoreFailure } from '@weft/shared/events'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Meter } from '../ports/meter.ts'
import { StoreFailed, type Store } from '../ports/store.ts'

/** What one document adds to one commit. */
export interface Batch {
  readonly document: string
  readonly update: Uint8Array
  /** The store has it at this position: it survives the death of the process, and may be told. */
  written(position: number): void
  /** It is on stable storage: it may be called saved. */
  synced(): void
}

/** Something that gathers edits until the journal asks for them. */
export interface Writer {
  /** Hands over all that has gathered. Called once for each time the writer was enqueued, when its turn comes. */
  take(): Batch
}

/**
 * The first sync after a silence begins at once, the next one this long after it: nobody sees whether `saved` comes a
 * fifth of a second later, and a sync for each keystroke was a quarter of what a keystroke costs.
 */
export const SYNC_EVERY_MS = 200
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5000

interface Promised {
  batch: Batch
  /** Written before, but a sync failed since: it must be written again, and must not be told again. */
  told: boolean
}

/**
 * Brings every update to the store: all documents' batches in one append, one append in flight, what arrives
 * meanwhile is the next. Syncs run beside the appends, so that a slow disk delays `saved` and nobody's typing.
 * However often the store fails, nothing is dropped and nothing is called written or synced that is not
 * (PROTOCOL.md, D1–D5). It does not know what an update means.
 */
export class Journal {
  readonly #store: Pick<Store, 'append' | 'sync'>
  readonly #clock: Clock
  readonly #log: Log
  readonly #meter: Meter
  readonly #waiting = new Set<Writer>()
  readonly #listeners = new Set<(trouble: StoreFailure | null) => void>()
  #again: Promised[] = []
  #unsynced: Promised[] = []
  #appending = false
  #syncing = false
  #lastSync = -Infinity
  #trouble: StoreFailure | null = null
  #pauseMs = FIRST_PAUSE_MS

  constructor({
    store,
    clock,
    log,
    meter,
  }: {
    store: Pick<Store, 'append' | 'sync'>
    clock: Clock
    log: Log
    meter: Meter
  }) {
    this.#store = store
    this.#clock = clock
    this.#log = log
    this.#meter = meter
  }

  /** Why edits cannot be kept at the moment; null when they can. */
  get trouble(): StoreFailure | null {
    return this.#trouble
  }

  /** Calls back whenever `trouble` changes. The returned function ends it. */
  onTrouble(listener: (trouble: StoreFailure | null) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Asks for the writer's batch to be part of the next commit. */
  enqueue(writer: Writer): void {
    this.#waiting.add(writer)
    if (this.#appending) return
    this.#appending = true
    this.#clock.turn(() => void this.#appendAll())
  }

  async #appendAll(): Promise<void> {
    while (this.#waiting.size > 0 || this.#again.length > 0) {
      const group = this.#again.splice(0)
      for (const writer of this.#waiting) this.#take(writer, group)
      this.#waiting.clear()
      const positions = await this.#append(group)
      group.forEach((promised, i) => {
        if (!promised.told) promised.batch.written(positions[i]!)
        promised.told = true
      })
      this.#unsynced.push(...group)
      void this.#syncAll()
    }
    this.#appending = false
  }

  /** A writer that fails costs nobody else the commit. */
  #take(writer: Writer, group: Promised[]): void {
    try {
      group.push({ batch: writer.take(), told: false })
    } catch (error) {
      this.#log.error('a document could not be prepared for writing', { error })
    }
  }

  async #append(group: readonly Promised[]): Promise<number[]> {
    for (;;) {
      try {
        const started = this.#clock.now()
        const positions = await this.#store.append(group.map(({ batch }) => batch))
        this.#meter.count('commits_total')
        this.#meter.observe('append_seconds', (this.#clock.now() - started) / 1000)
        this.#meter.observe('commit_rooms', group.length)
        return positions
      } catch (error) {
        await this.#pauseAfter(error)
      }
    }
  }

  async #syncAll(): Promise<void> {
    if (this.#syncing) return
    this.#syncing = true
    // What is to be written again goes first: a later sync must not acknowledge past it.
    while (this.#unsynced.length > 0 && this.#again.length === 0) {
      await this.#pauseUntil(this.#lastSync + SYNC_EVERY_MS)
      const group = this.#unsynced.splice(0)
      try {
        const started = this.#clock.now()
        this.#lastSync = started
        await this.#store.sync()
        this.#meter.observe('sync_seconds', (this.#clock.now() - started) / 1000)
        this.#recovered()
        for (const { batch } of group) batch.synced()
      } catch (error) {
        await this.#pauseAfter(error)
        // After a failed sync the system may have dropped what was written: another sync would be a lie.
        this.#again.push(...group, ...this.#unsynced.splice(0))
        if (!this.#appending) {
          this.#appending = true
          void this.#appendAll()
        }
      }
    }
    this.#syncing = false
  }

  #pauseAfter(error: unknown): Promise<void> {
    this.#meter.count('store_failures_total')
    const reason = error instanceof StoreFailed ? error.reason : 'storeFailing'
    this.#log.error('the store failed; edits are kept in memory and tried again', { reason, error })
    this.#become(reason)
    const pause = this.#pauseMs
    this.#pauseMs = Math.min(pause * 2, LONGEST_PAUSE_MS)
    return this.#pauseUntil(this.#clock.now() + pause)
  }

  async #pauseUntil(time: number): Promise<void> {
    const pause = time - this.#clock.now()
    if (pause > 0) await new Promise<void>((resolve) => this.#clock.after(pause, resolve))
  }

  #recovered(): void {
    this.#pauseMs = FIRST_PAUSE_MS
    if (this.#trouble !== null) this.#log.info('the store takes edits again')
    this.#become(null)
  }

  #become(trouble: StoreFailure | null): void {
    if (this.#trouble === trouble) return
    this.#trouble = trouble
    for (const listener of this.#listeners) listener(trouble)
  }
}
