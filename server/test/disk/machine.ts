import { rm } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import type { Log } from '../../src/ports/log.ts'
import { type Append, type Store, StoreFailed } from '../../src/ports/store.ts'
import { Random } from '../world/random.ts'
import { silentLog } from '../world/silence.ts'
import { countOf, snapshot, update } from './stamped.ts'
import type { Durable, SyncWatch } from './watchSyncs.ts'

const NAMES = ['doc/a', 'doc/b', 'doc/c', 'open/d']

/** What machines have a disk of. */
export interface Media {
  open(folder: string, log: Log): Promise<Store>
  /** Whether the store changes from one file to another just now. */
  isBetweenLogs(folder: string): boolean
  /** Takes all as it is at this moment. What it returns puts what the power left of it into a new folder. */
  photograph(folder: string): (to: string, durable: Durable, random: Random) => void
}

/** What a machine found when its power came back. */
export interface Found {
  lost: string[]
  saved: number
  unsavedKept: number
  tornEnds: number
  /** Whether the store was between two logs. */
  severalLogs: boolean
}

/** How many updates of a document were asked for, how many were written, and how many were called saved. */
interface Progress {
  asked: number
  written: number
  saved: number
}

/**
 * A real store at work, whose power goes again and again and which goes on from what is left on its disk. What it does is
 * seeded; when other threads get their turn is not.
 */
export class Machine {
  readonly #random: Random
  readonly #place: string
  readonly #media: Media
  readonly #watch: SyncWatch
  #lives = 0
  #store: Store | null = null
  #tornEnds = 0
  readonly #documents = new Map<string, Progress>()
  readonly #compacting = new Set<string>()
  readonly #busy = new Set<Promise<void>>()
  readonly #log: Log = { ...silentLog, warn: () => void this.#tornEnds++ }

  /** @param place becomes the beginning of the names of its folders. */
  constructor(seed: number, place: string, watch: SyncWatch, media: Media) {
    this.#media = media
    this.#random = new Random(seed)
    this.#place = place
    this.#watch = watch
  }

  async start(): Promise<void> {
    this.#watch.follow(this.#folder)
    this.#store = await this.#media.open(this.#folder, this.#log)
  }

  async end(): Promise<void> {
    await Promise.all(this.#busy)
    await this.#store?.close()
    this.#store = null
    await rm(this.#folder, { recursive: true })
  }

  /** Appends, syncs, compacts and makes documents for a while; not all of it is waited for. */
  async work(): Promise<void> {
    for (let steps = 3 + this.#random.below(40); steps > 0; steps--) {
      const dice = this.#random.below(100)
      if (dice < 65) await this.#append()
      else if (dice < 88) this.#begin(this.#sync())
      else if (dice < 96) this.#begin(this.#compact(this.#random.pick(NAMES)))
      else this.#begin(this.#create())
      // What is under way comes as far as it comes.
      if (this.#random.chance(0.12)) await this.#sync()
      await this.#turns(6)
      // The moment that is easily done wrong: something was called saved while the store changes from log to log.
      if (this.#isBetweenLogs() && this.#random.chance(0.5)) {
        await this.#sync()
        if (this.#isBetweenLogs()) return
      }
    }
    // The last thing it does is under way when the power goes, for some turns or none.
    const last = this.#random.pick(['append', 'sync', 'compact', 'nothing'])
    if (last === 'append') this.#begin(this.#append())
    if (last === 'sync') this.#begin(this.#sync())
    if (last === 'compact') this.#begin(this.#compact(this.#random.pick(NAMES)))
    await this.#turns(12)
  }

  async #turns(most: number): Promise<void> {
    for (let turns = this.#random.below(most); turns > 0; turns--) await setImmediate()
  }

  /** The power goes, now; and comes back. */
  async cutPower(): Promise<Found> {
    const severalLogs = this.#isBetweenLogs()
    const develop = this.#media.photograph(this.#folder)
    const { durable } = this.#watch
    const before = new Map([...this.#documents].map(([name, progress]) => [name, { ...progress }]))
    await this.end()
    this.#documents.clear()
    this.#lives++
    this.#tornEnds = 0
    develop(this.#folder, durable, this.#random)
    const found: Found = { lost: [], saved: 0, unsavedKept: 0, tornEnds: 0, severalLogs }
    try {
      await this.start()
    } catch (error) {
      return { ...found, lost: [(error as Error).message] }
    }
    for (const [name, progress] of before) await this.#compare(name, progress, found)
    return { ...found, tornEnds: this.#tornEnds }
  }

  async #compare(name: string, { asked, saved }: Progress, found: Found): Promise<void> {
    const there = await this.#store!.load(name).then(
      (stored) => (stored === null ? null : countOf(name, stored)),
      (error: Error) => error.message,
    )
    found.saved += saved
    if (typeof there === 'string') found.lost.push(`${name}: ${there}`)
    else if (there === null ? saved >= 0 : there < saved)
      found.lost.push(`${name}: ${saved} updates were called saved, ${there} are there`)
    else if (there !== null && there > asked)
      found.lost.push(`${name}: ${asked} updates were written, ${there} are there`)
    else found.unsavedKept += Math.max(0, (there ?? 0) - Math.max(saved, 0))
    if (typeof there === 'number') this.#documents.set(name, { asked: there, written: there, saved: there })
  }

  #isBetweenLogs(): boolean {
    return this.#media.isBetweenLogs(this.#folder)
  }

  get #folder(): string {
    return `${this.#place}-${this.#lives}`
  }

  #begin(act: Promise<void>): void {
    const settled = act.finally(() => this.#busy.delete(settled))
    this.#busy.add(settled)
  }

  #of(name: string): Progress {
    let progress = this.#documents.get(name)
    // -1: not even that there is such a document was called saved.
    if (progress === undefined) this.#documents.set(name, (progress = { asked: 0, written: 0, saved: -1 }))
    return progress
  }

  async #append(): Promise<void> {
    const group: Append[] = []
    for (let entries = 1 + this.#random.below(3); entries > 0; entries--) {
      const document = this.#random.pick(NAMES)
      const progress = this.#of(document)
      progress.asked++
      group.push({ document, update: update(document, progress.asked, this.#random) })
    }
    const progresses = group.map(({ document }) => this.#of(document))
    const positions = await this.#store!.append(group)
    positions.forEach((position, i) => (progresses[i]!.written = position))
  }

  async #sync(): Promise<void> {
    const covered = [...this.#documents.values()].map((progress) => ({ progress, written: progress.written }))
    await this.#store!.sync()
    for (const { progress, written } of covered) {
      if (written > 0) progress.saved = Math.max(progress.saved, written)
    }
  }

  async #compact(name: string): Promise<void> {
    const { written } = this.#of(name)
    // One at a time for each document, as Rooms does it.
    if (written === 0 || this.#compacting.has(name)) return
    this.#compacting.add(name)
    await isDone(this.#store!.compact(name, written, snapshot(name, written, this.#random)))
    this.#compacting.delete(name)
  }

  async #create(): Promise<void> {
    const name = `doc/new${this.#random.below(1e9)}`
    if (await isDone(this.#store!.create(name))) this.#of(name).saved = 0
  }
}

/** Whether the store did it, or said that it could not. */
const isDone = (act: Promise<unknown>): Promise<boolean> =>
  act.then(
    () => true,
    (error: unknown) => {
      if (error instanceof StoreFailed) return false
      throw error
    },
  )
