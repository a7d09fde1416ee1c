import pLimit from 'p-limit'
import type { Log } from '../../../ports/log.ts'
import {
  type Append,
  type Snapshot,
  type Store,
  StoreFailed,
  type StoredDocument,
} from '../../../ports/store.ts'
import { isDiskFull } from '../../causes.ts'
import type { Behind, Entry } from '../behind.ts'
import { DamagedFolder } from '../damagedFolder.ts'
import { Positions } from '../positions.ts'
import { Wal } from './wal.ts'

/** What is appended is brought to the store behind after this long, many edits in one. */
const BEHIND_MS = 2000
/** Or as soon as it is so much; and of more no more is taken before that is done. */
const MANY_BYTES = 256 * 1024
const TOO_MANY_BYTES = 8 * 1024 * 1024
/** What an entry is counted for beside its bytes. */
const ENTRY_BYTES = 300
/** How long the store behind is left alone after it failed. */
const AGAIN_MS = 5000
/** A file that has grown so long is left for a new one. */
const LONGEST_FILE = 4 * 1024 * 1024

interface Limits {
  longestFile: number
  manyBytes: number
  behindMs: number
}

/**
 * Puts a write-ahead log before a store: an append is one write to a file, a sync one `fdatasync`; the store behind gets the
 * same updates soon after, many at once. Reads answer with what is in either. When it is opened, what the process
 * before left in the log is brought to the store behind. Rejects with DamagedFolder when something is missing that was called saved.
 * @param limits small ones let a test see files come and go, and the store behind follow.
 */
export async function openWalStore(
  behind: Behind,
  folder: string,
  log: Log,
  limits: Limits = { longestFile: LONGEST_FILE, manyBytes: MANY_BYTES, behindMs: BEHIND_MS },
): Promise<Store> {
  const { wal, entries } = await Wal.open(folder, log)
  try {
    await recover(behind, entries, folder)
    await wal.turn()
    await wal.dropOlder()
  } catch (error) {
    await wal.close()
    throw error
  }
  return new WalStore(behind, wal, log, limits)
}

/** Brings to the store what it has not got yet. */
async function recover(behind: Behind, entries: readonly Entry[], folder: string): Promise<void> {
  const positions = new Map<string, number>()
  const missing: Entry[] = []
  for (const entry of entries) {
    const { document, position } = entry
    const last = positions.get(document) ?? (await behind.position(document)) ?? 0
    if (position > last + 1)
      throw new DamagedFolder(folder, `lacks an update that came before others which are there`)
    if (position > last) missing.push(entry)
    positions.set(document, Math.max(position, last))
  }
  if (missing.length > 0) await behind.place(missing)
  await behind.sync()
}

class WalStore implements Store {
  readonly #behind: Behind
  readonly #wal: Wal
  readonly #log: Log
  readonly #limits: Limits
  readonly #positions = new Positions()
  /** Appended, and not yet known to be in the store behind; oldest first. */
  #pending: Entry[] = []
  /** In the store behind, and not yet known to be on stable storage there. */
  #placed: Entry[] = []
  #pendingBytes = 0
  #nextDrain: Promise<void> | null = null
  readonly #oneByOne = pLimit(1)
  #timer: NodeJS.Timeout | null = null
  /** After a sync that failed the system may have dropped what was written: the log is not to be trusted any more. */
  #isBroken = false
  #mending: Promise<void> | null = null
  #isBehindFailing = false
  /** So many times has the store behind failed. */
  #failures = 0
  #isClosed = false

  constructor(behind: Behind, wal: Wal, log: Log, limits: Limits) {
    this.#behind = behind
    this.#wal = wal
    this.#log = log
    this.#limits = limits
  }

  create(document: string): Promise<boolean> {
    const isHere = this.#pending.some((entry) => entry.document === document)
    return isHere ? Promise.resolve(false) : this.#askBehind(() => this.#behind.create(document))
  }

  async list(): Promise<string[]> {
    const pending = this.#pending.map(({ document }) => document)
    return [...new Set([...pending, ...(await this.#behind.list())])]
  }

  async load(document: string): Promise<StoredDocument | null> {
    // What is pending now may be in the store behind by the time it answers, or not.
    const isOfIt = (entry: Entry): boolean => entry.document === document
    const notSafe = [...this.#placed.filter(isOfIt), ...this.#pending.filter(isOfIt)]
    const stored = await this.#behind.load(document)
    const last = stored?.position ?? 0
    const rest = notSafe.filter(({ position }) => position > last)
    if (rest.length === 0) return stored
    return {
      snapshot: stored?.snapshot ?? null,
      tail: [...(stored?.tail ?? []), ...rest.map(({ update }) => update)],
      position: rest.at(-1)!.position,
    }
  }

  async position(document: string): Promise<number | null> {
    const kept = this.#positions.of(document)
    if (kept !== undefined) return kept
    const pending = this.#pending.findLast((entry) => entry.document === document)
    return pending?.position ?? this.#behind.position(document)
  }

  async append(entries: readonly Append[]): Promise<number[]> {
    if (this.#isBroken) await this.#mend()
    if (this.#pendingBytes > TOO_MANY_BYTES) await this.#drain()
    const last = new Map<string, number>()
    const placed: Entry[] = []
    for (const { document, update } of entries) {
      const position =
        (last.get(document) ?? this.#positions.of(document) ?? (await this.position(document)) ?? 0) + 1
      last.set(document, position)
      placed.push({ document, position, update })
    }
    try {
      this.#wal.append(placed)
    } catch (error) {
      throw failure(error)
    }
    for (const [document, position] of last) this.#positions.keep(document, position)
    for (const entry of placed) this.#pending.push(entry)
    this.#pendingBytes += weightOf(placed)
    this.#follow()
    return placed.map(({ position }) => position)
  }

  async sync(): Promise<void> {
    if (this.#isBroken) await this.#mend()
    try {
      await this.#wal.sync()
    } catch (error) {
      this.#isBroken = true
      throw failure(error)
    }
  }

  async compact(document: string, position: number, snapshot: Snapshot): Promise<void> {
    await this.#drain()
    await this.#askBehind(() => this.#behind.compact(document, position, snapshot))
    // The snapshot is on stable storage, and stands for them.
    this.#placed = this.#placed.filter((entry) => entry.document !== document || entry.position > position)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    if (this.#timer !== null) clearTimeout(this.#timer)
    try {
      await this.#oneByOne(() => this.#startAnew())
    } catch (error) {
      this.#log.warn('the log could not be brought to the store; that is done at the next start', { error })
    }
    try {
      await this.#wal.close()
    } finally {
      await this.#behind.close()
    }
  }

  /** Lets the store behind follow, soon or now. */
  #follow(): void {
    if (this.#isClosed) return
    if (this.#pendingBytes > this.#limits.manyBytes && !this.#isBehindFailing)
      return void this.#drainInPeace()
    this.#timer ??= setTimeout(
      () => {
        this.#timer = null
        void this.#drainInPeace()
      },
      this.#isBehindFailing ? AGAIN_MS : this.#limits.behindMs,
    ).unref()
  }

  /** Nobody waits for it: what is pending is in the log too, and edits are still taken. */
  async #drainInPeace(): Promise<void> {
    try {
      await this.#drain()
    } catch (error) {
      this.#log.warn('the store behind the log does not take what is in it; this is tried again', { error })
      this.#follow()
    }
  }

  /** Brings all that is pending now to the store behind. Whoever asks before it begins shares it. */
  #drain(): Promise<void> {
    this.#nextDrain ??= this.#oneByOne(() => {
      this.#nextDrain = null
      return this.#wal.bytes > this.#limits.longestFile ? this.#startAnew() : this.#drainPending()
    })
    return this.#nextDrain
  }

  /** Leaves the log behind for a new one: what is in it is brought to stable storage in the store. */
  async #startAnew(): Promise<void> {
    await this.#wal.turn().catch(rejectAsFailure)
    const failures = this.#failures
    await this.#drainPending()
    await this.#askBehind(() => this.#behind.sync())
    if (this.#failures > failures)
      throw new StoreFailed('storeFailing', new Error('it failed at something else while it took them'))
    this.#placed = []
    await this.#wal.dropOlder().catch(rejectAsFailure)
  }

  async #drainPending(): Promise<void> {
    const some = new Set(this.#pending)
    if (some.size === 0) return
    const failures = this.#failures
    await this.#askBehind(() => this.#behind.place([...some]))
    // If it failed at something else meanwhile, these may be gone with the others.
    if (this.#failures > failures) return
    this.#leavePending(this.#pending.filter((entry) => !some.has(entry)))
    for (const entry of some) this.#placed.push(entry)
  }

  #leavePending(entries: Entry[]): void {
    this.#pending = entries
    this.#pendingBytes = weightOf(entries)
  }

  /** Where the store behind fails, what it had not on stable storage may be gone from it, and is placed again. */
  async #askBehind<T>(act: () => Promise<T>): Promise<T> {
    try {
      const answer = await act()
      this.#isBehindFailing = false
      return answer
    } catch (error) {
      this.#isBehindFailing = true
      this.#failures++
      this.#leavePending([...this.#placed, ...this.#pending])
      this.#placed = []
      this.#follow()
      throw error
    }
  }

  async #mend(): Promise<void> {
    this.#mending ??= this.#oneByOne(() => this.#startAnew())
      .then(() => void (this.#isBroken = false))
      .finally(() => (this.#mending = null))
    await this.#mending
  }
}

const weightOf = (entries: readonly Entry[]): number =>
  entries.reduce((sum, { update }) => sum + update.length + ENTRY_BYTES, 0)

const failure = (error: unknown): StoreFailed =>
  error instanceof StoreFailed
    ? error
    : new StoreFailed(isDiskFull(error) ? 'diskFull' : 'storeFailing', error)

function rejectAsFailure(error: unknown): never {
  throw failure(error)
}
