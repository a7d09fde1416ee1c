import { readdirSync, readSync } from 'node:fs'
import { type FileHandle, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '../../../ports/log.ts'
import { type Checksums, checksumOf, readChecksums, writeChecksums } from './checksums.ts'
import { CURRENT, isLog, isTable, manifestNamed, tableName } from './files.ts'
import { endOfRecords } from './logFormat.ts'
import { readManifest } from './manifest.ts'
import { SealFile } from '../seal.ts'
import type { Sealed } from './sealed.ts'

interface OpenLog {
  file: FileHandle
  /** Where the last record ended that was whole at the last sync. */
  end: number
}

/** After files came or went LevelDB may still be at work on others, and nobody may write for a long time. */
const LOOK_AGAIN_MS = 1000

/**
 * Brings what LevelDB has written to stable storage, and seals it: all of its write-ahead logs, since a write with
 * `sync: true` would sync the current one only and LevelDB leaves the log before unsynced when it changes to a new
 * one (`DBImpl::MakeRoomForWrite`). A log that is gone meanwhile is in a table, which LevelDB syncs itself.
 */
export class StableStorage {
  readonly #folder: string
  readonly #log: Log
  readonly #seal: SealFile<Sealed>
  readonly #logs = new Map<string, OpenLog>()
  #files = ''
  #manifest: readonly [string, number] = ['', 0]
  #underWay: Promise<void> = Promise.resolve()
  #next: Promise<void> | null = null
  /** What a sync failed with. The system says so once; another sync of the same files would be a lie. */
  #failure: Error | null = null
  #summing: Promise<void> = Promise.resolve()
  #sums: Checksums
  /** What was read last of a log: two syncs never run at once. */
  #scratch = Buffer.alloc(64 * 1024)
  #lookingAgain: NodeJS.Timeout | null = null
  #closing: Promise<void> | null = null

  private constructor(folder: string, log: Log, seal: SealFile<Sealed>, sums: Checksums) {
    this.#folder = folder
    this.#log = log
    this.#seal = seal
    this.#sums = sums
  }

  /** For a folder that LevelDB has just opened. Resolves when all that was found in it is sealed. */
  static async open(folder: string, log: Log): Promise<StableStorage> {
    const sums = (await readChecksums(folder)) ?? new Map<number, number>()
    const storage = new StableStorage(folder, log, await SealFile.open(folder), sums)
    try {
      await storage.sync()
    } catch (error) {
      await storage.close()
      throw error
    }
    return storage
  }

  /** Resolves when all that was written before the call is on stable storage. Whoever asks during a sync shares the next. After one that failed all others do. */
  sync(): Promise<void> {
    this.#next ??= this.#underWay.then(() => {
      const sync = this.#syncUnlessFailed()
      this.#next = null
      this.#underWay = sync.catch(() => {})
      return sync
    })
    return this.#next
  }

  /** Lets go of the files, however often it is called. Call it when nothing is written any more. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    await this.#underWay
    if (this.#lookingAgain !== null) clearTimeout(this.#lookingAgain)
    await this.#summing
    for (const { file } of this.#logs.values()) await file.close()
    try {
      await this.#seal.sync()
    } catch (error) {
      this.#log.warn('the last seal may not be on disk; the one before it stays in force', { error })
    }
    await this.#seal.close()
  }

  async #syncUnlessFailed(): Promise<void> {
    if (this.#failure !== null) throw this.#failure
    try {
      await this.#sync()
    } catch (error) {
      this.#failure = error as Error
      throw error
    }
  }

  async #sync(): Promise<void> {
    // What only asks the system for what it has at hand waits for nobody: another thread would take ten times as long.
    const names = readdirSync(this.#folder)
    const files = names.filter((name) => isLog(name) || isTable(name)).join()
    const isSame = files === this.#files
    if (!isSame) await this.#follow(names.filter(isLog))
    for (const log of this.#logs.values()) this.#measure(log)
    // The seal of the sync before goes to disk beside this one's logs: it costs no time, and is never behind by more.
    await Promise.all([this.#seal.sync(), ...[...this.#logs.values()].map(({ file }) => file.datasync())])
    if (!isSame) await this.#syncFolder()
    const logs = [...this.#logs].map(([name, { end }]) => [name, end] as const)
    this.#seal.write({ manifest: this.#manifest, logs })
    this.#files = files
  }

  /** Finds out how far the log has been written. A record may be on its way while we look. */
  #measure(log: OpenLog): void {
    for (;;) {
      const bytesRead = readSync(log.file.fd, this.#scratch, 0, this.#scratch.length, log.end)
      const end = endOfRecords(this.#scratch.subarray(0, bytesRead), log.end)
      const isAll = bytesRead < this.#scratch.length
      // A record longer than what is read at once.
      if (end === log.end && !isAll) this.#scratch = Buffer.alloc(2 * this.#scratch.length)
      log.end = end
      if (isAll) return
    }
  }

  /** Opens the logs that are new, and closes those that are gone. */
  async #follow(names: readonly string[]): Promise<void> {
    for (const [name, { file }] of this.#logs) {
      if (names.includes(name)) continue
      this.#logs.delete(name)
      await file.close()
    }
    for (const name of names) {
      if (this.#logs.has(name)) continue
      try {
        this.#logs.set(name, { file: await open(join(this.#folder, name), 'r+'), end: 0 })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      }
    }
  }

  /** Files came or went: their entries and the manifest that knows of them go to stable storage too. */
  async #syncFolder(): Promise<void> {
    const name = manifestNamed(await readFile(join(this.#folder, CURRENT), 'latin1'))
    if (name === null) throw new Error('CURRENT does not name a manifest')
    const content = await onDisk(join(this.#folder, name), 'r+', async (file) => {
      const read = await file.readFile()
      await file.datasync()
      return read
    })
    const { tables, intact } = readManifest(content)
    await onDisk(this.#folder, 'r', (directory) => directory.sync())
    this.#manifest = [name, intact]
    this.#summing = this.#summing.then(() => this.#sumUp(tables))
    this.#lookAgain()
  }

  #lookAgain(): void {
    this.#lookingAgain ??= setTimeout(() => {
      this.#lookingAgain = null
      // Whoever writes learns of a failing disk by a sync of its own.
      this.sync().catch(() => {})
    }, LOOK_AGAIN_MS).unref()
  }

  /** Nobody waits for it: a table is not damaged in the moment after it was written. */
  async #sumUp(tables: ReadonlyMap<number, number>): Promise<void> {
    try {
      const sums: Checksums = new Map()
      for (const number of tables.keys()) {
        const sum = this.#sums.get(number) ?? (await checksumOf(join(this.#folder, tableName(number))))
        if (sum !== null) sums.set(number, sum)
      }
      if ([...sums.keys()].join() === [...this.#sums.keys()].join()) return
      await writeChecksums(this.#folder, sums)
      this.#sums = sums
    } catch (error) {
      this.#log.warn('the checksums of tables could not be written down; this is tried again', { error })
    }
  }
}

async function onDisk<T>(path: string, flags: 'r' | 'r+', act: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags)
  try {
    return await act(file)
  } finally {
    await file.close()
  }
}
