import { ClassicLevel } from 'classic-level'
import type { Log } from '../../../ports/log.ts'
import {
  type Append,
  DamagedDocument,
  type Snapshot,
  StoreFailed,
  type StoredDocument,
} from '../../../ports/store.ts'
import { codesOf, isDiskFull } from '../../causes.ts'
import type { Behind, Entry } from '../behind.ts'
import { seal, unseal } from '../checksummed.ts'
import { checkFolder } from './checkFolder.ts'
import { hasRoomToReopen } from './hasRoomToReopen.ts'
import { Positions } from '../positions.ts'
import { Reclaim } from './reclaim.ts'
import * as records from './records.ts'
import { StableStorage } from './stableStorage.ts'

type Database = ClassicLevel<string, Uint8Array>
type View = ReturnType<Database['snapshot']>

/** When nothing has been written for so long, the room of what was folded is got back. */
const QUIET_MS = 2000

/** How much LevelDB gathers in a log before it makes a table of it. */
const WRITE_BUFFER = 4 * 1024 * 1024

/**
 * Keeps documents in a LevelDB folder: for each a head, an append-only log of updates, and the snapshot that stands
 * for the beginning of the log. Rejects with DamagedFolder when something is missing that was called saved, and with
 * the cause's code LEVEL_LOCKED when another process holds the folder.
 * @param options.writeBufferSize a small one lets a test see logs change and tables come and go,
 * @param options.quietMs a short one that room is got back.
 */
export async function openLevelStore(
  folder: string,
  log: Log,
  { writeBufferSize = WRITE_BUFFER, quietMs = QUIET_MS }: { writeBufferSize?: number; quietMs?: number } = {},
): Promise<Behind> {
  await assertFree(folder)
  await checkFolder(folder, log)
  const db: Database = new ClassicLevel(folder, {
    keyEncoding: 'utf8',
    valueEncoding: 'view',
    writeBufferSize,
  })
  await db.open()
  return new LevelStore(db, { folder, log, quietMs }, await StableStorage.open(folder, log))
}

/** LevelDB takes its lock before it finds that there is a database where there must be none: nothing is touched. */
async function assertFree(folder: string): Promise<void> {
  try {
    await new ClassicLevel(folder, { createIfMissing: false, errorIfExists: true }).open()
  } catch (error) {
    if (codesOf(error).includes('LEVEL_LOCKED')) throw error
  }
}

class LevelStore implements Behind {
  readonly #db: Database
  readonly #folder: string
  readonly #log: Log
  #storage: StableStorage
  readonly #positions = new Positions()
  readonly #reclaim: Reclaim
  /** After a failed write LevelDB refuses all others until it is opened again. */
  #failed = false
  #reopening: Promise<void> | null = null

  constructor(
    db: Database,
    { folder, log, quietMs }: { folder: string; log: Log; quietMs: number },
    storage: StableStorage,
  ) {
    this.#db = db
    this.#folder = folder
    this.#log = log
    this.#storage = storage
    this.#reclaim = new Reclaim((document) => this.#reclaimRoomOf(document), quietMs)
  }

  create(document: string): Promise<boolean> {
    return this.#writing(async () => {
      if ((await this.#db.get(records.headKey(document))) !== undefined) return false
      await this.#db.put(records.headKey(document), records.sealHead(records.headOver(0, null)))
      await this.#storage.sync()
      return true
    })
  }

  list(): Promise<string[]> {
    return this.#reading(async () => {
      const keys = await this.#db.keys(records.allHeads).all()
      return keys.map(records.documentOfHead)
    })
  }

  load(document: string): Promise<StoredDocument | null> {
    return this.#reading(async () => {
      // One snapshot of the database, so that a compaction meanwhile cannot show half of two states.
      const view = this.#db.snapshot()
      try {
        return await this.#load(document, view)
      } finally {
        await view.close()
      }
    })
  }

  position(document: string): Promise<number | null> {
    return this.#reading(async () => {
      const kept = this.#positions.of(document)
      if (kept !== undefined) return kept
      // Head and log at one moment: a compaction between the two would show a head of before and a log of after.
      const view = this.#db.snapshot()
      try {
        const head = await this.#head(document, view)
        if (head === null) return null
        const range = records.updatesAfter(document, head.snapshot)
        const [last] = await this.#db.keys({ ...range, reverse: true, limit: 1, snapshot: view }).all()
        return last === undefined ? head.snapshot : records.positionOf(last)
      } finally {
        await view.close()
      }
    })
  }

  append(entries: readonly Append[]): Promise<number[]> {
    return this.#writing(async () => {
      const placed: Entry[] = []
      const last = new Map<string, number>()
      for (const { document, update } of entries) {
        const position = (last.get(document) ?? (await this.position(document)) ?? 0) + 1
        last.set(document, position)
        placed.push({ document, position, update })
      }
      await this.#place(placed)
      return placed.map(({ position }) => position)
    })
  }

  place(entries: readonly Entry[]): Promise<void> {
    return this.#writing(() => this.#place(entries))
  }

  sync(): Promise<void> {
    return this.#writing(() => this.#storage.sync())
  }

  compact(document: string, position: number, { update, stateVector }: Snapshot): Promise<void> {
    return this.#writing(async () => {
      const head = await this.#head(document)
      if (head === null || position <= head.snapshot) return
      const key = records.snapshotKey(document, position)
      const sealed = seal(update)
      await this.#db.put(key, sealed)
      const readBack = await this.#db.get(key)
      if (readBack === undefined || Buffer.compare(readBack, sealed) !== 0) {
        throw new DamagedDocument('its new snapshot does not read back as it was written')
      }
      const batch = this.#db.batch()
      batch.put(records.headKey(document), records.sealHead(records.headOver(position, stateVector)))
      for await (const old of this.#db.keys(records.snapshotsOf(document))) if (old !== key) batch.del(old)
      for (let at = head.snapshot + 1; at <= position; at++) batch.del(records.updateKey(document, at))
      await batch.write()
      await this.#storage.sync()
      this.#reclaim.folded(document)
    })
  }

  async close(): Promise<void> {
    await this.#reclaim.stop()
    await this.#db.close()
    await this.#storage.close()
  }

  async #place(entries: readonly Entry[]): Promise<void> {
    const batch = this.#db.batch()
    const last = new Map<string, number>()
    for (const { document, position, update } of entries) {
      const before = last.get(document) ?? (await this.position(document))
      // The head comes with the first update.
      if (before === null) batch.put(records.headKey(document), records.sealHead(records.headOver(0, null)))
      batch.put(records.updateKey(document, position), seal(update))
      last.set(document, Math.max(before ?? 0, position))
    }
    this.#reclaim.wrote()
    await batch.write()
    for (const [document, position] of last) this.#positions.keep(document, position)
  }

  async #load(document: string, view: View): Promise<StoredDocument | null> {
    const head = await this.#head(document, view)
    if (head === null) return null
    const snapshot = head.snapshot === 0 ? null : await this.#snapshot(document, head, view)
    const tail: Uint8Array[] = []
    let position = head.snapshot
    const updates = this.#db.iterator({ ...records.updatesAfter(document, position), snapshot: view })
    for await (const [key, sealed] of updates) {
      position++
      if (records.positionOf(key) !== position) {
        throw new DamagedDocument(`update ${position} is missing`)
      }
      tail.push(intact(sealed, `update ${position}`))
    }
    return { snapshot, tail, position }
  }

  async #head(document: string, snapshot?: View): Promise<records.Head | null> {
    const sealed = await this.#db.get(records.headKey(document), snapshot === undefined ? {} : { snapshot })
    if (sealed === undefined) return null
    const head = records.unsealHead(sealed)
    if (head === null) throw new DamagedDocument('its head cannot be read')
    if (head.format !== records.FORMAT) {
      throw new StoreFailed(
        'storeFailing',
        new Error(`a document of format ${head.format}: this server is too old`),
      )
    }
    return head
  }

  async #snapshot(document: string, head: records.Head, view: View): Promise<Snapshot> {
    const position = head.snapshot
    const sealed = await this.#db.get(records.snapshotKey(document, position), { snapshot: view })
    if (sealed === undefined) throw new DamagedDocument(`snapshot ${position} is missing`)
    return { update: intact(sealed, `snapshot ${position}`), stateVector: records.stateVectorIn(head) }
  }

  async #reclaimRoomOf(document: string): Promise<void> {
    try {
      // LevelDB that finds no room for this takes no edits any more.
      if (this.#failed || !(await hasRoomToReopen(this.#folder))) return
      for (const { gt, lt } of [records.updatesAfter(document, 0), records.snapshotsOf(document)]) {
        // What is still in a log becomes a table, deleted or not, and may come to lie so deep that nothing reaches it. It is
        // written anew when something above it spans the same keys, be it the deletion of two that never were.
        await this.#db.compactRange(gt, lt)
        await this.#db.batch().del(gt).del(lt).write()
        await this.#db.compactRange(gt, lt)
      }
      await this.#storage.sync()
    } catch (error) {
      this.#log.warn('the room of what was deleted could not be got back', { error })
    }
  }

  async #reading<T>(read: () => Promise<T>): Promise<T> {
    try {
      // A store that only fails to write still reads; one that could not be opened again is opened now.
      if (this.#reopening === null && this.#db.status !== 'open') this.#startReopening()
      await this.#reopening
      return await read()
    } catch (error) {
      if (error instanceof DamagedDocument || error instanceof StoreFailed) throw error
      if (codesOf(error).includes('LEVEL_CORRUPTION')) throw new DamagedDocument('LevelDB cannot read it')
      throw new StoreFailed('storeFailing', error)
    }
  }

  async #writing<T>(write: () => Promise<T>): Promise<T> {
    try {
      if (this.#failed) this.#startReopening()
      await this.#reopening
      return await write()
    } catch (error) {
      if (error instanceof DamagedDocument || error instanceof StoreFailed) throw error
      this.#failed = true
      throw new StoreFailed(isDiskFull(error) ? 'diskFull' : 'storeFailing', error)
    }
  }

  #startReopening(): void {
    this.#reopening ??= this.#reopen().finally(() => (this.#reopening = null))
  }

  async #reopen(): Promise<void> {
    // Opening writes what is in the logs into tables. As long as there is no room for that, a closed store would
    // not even serve readers.
    if (this.#db.status === 'open' && !(await hasRoomToReopen(this.#folder))) {
      throw new StoreFailed('diskFull', new Error('there is no room yet to open the store again'))
    }
    // A position that was counted for a write that failed must not be counted on.
    this.#positions.forget()
    await this.#reclaim.stop()
    await this.#db.close()
    await this.#storage.close()
    await checkFolder(this.#folder, this.#log)
    await this.#db.open()
    this.#storage = await StableStorage.open(this.#folder, this.#log)
    this.#failed = false
  }
}

function intact(sealed: Uint8Array, what: string): Uint8Array {
  const bytes = unseal(sealed)
  if (bytes === null) throw new DamagedDocument(`the checksum of ${what} is wrong`)
  return bytes
}
