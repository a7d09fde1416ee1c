import { ftruncateSync, writevSync } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pLimit from 'p-limit'
import type { Log } from '../../../ports/log.ts'
import type { Entry } from '../behind.ts'
import { DamagedFolder } from '../damagedFolder.ts'
import { readSeal, SealFile } from '../seal.ts'
import { encodeEntries, readEntries } from './walRecords.ts'

/** What is on stable storage, and must be found when the folder is opened again: files and their sizes. */
interface Sealed {
  logs: readonly (readonly [name: string, size: number])[]
}

interface OpenFile {
  name: string
  file: FileHandle
  /** Whether nothing has been appended yet. */
  isEmpty: boolean
  /** Where the next record goes. */
  end: number
  /** So much of it is on stable storage. */
  synced: number
}

/**
 * How often what was synced is sealed. What is younger is as safe, but not missed should somebody cut it off; and twice as many
 * syncs are felt by whoever types meanwhile.
 */
const SEAL_EVERY_MS = 1000

const isWal = (name: string): boolean => /^\d{8}\.wal$/.test(name)
const nameOf = (number: number): string => `${String(number).padStart(8, '0')}.wal`

/**
 * A write-ahead log in a folder of its own: numbered files, of which the last is written, and a seal that says how much of
 * each is on stable storage. An append is one system call in this thread: where it hands over to another and waits for
 * the answer, that is the half of what a keystroke costs (docs/adr/0028).
 */
export class Wal {
  readonly #folder: string
  readonly #seal: SealFile<Sealed>
  /** Oldest first. */
  readonly #files: OpenFile[]
  #number: number
  #sealedAt = -Infinity
  readonly #oneByOne = pLimit(1)

  private constructor(folder: string, seal: SealFile<Sealed>, files: OpenFile[]) {
    this.#folder = folder
    this.#seal = seal
    this.#files = files
    this.#number = files.length === 0 ? 0 : Number.parseInt(files.at(-1)!.name, 10)
  }

  /**
   * Opens a folder, making it when it is not there, and reads what an earlier process left in it. Call `turn` before
   * anything is appended. Throws DamagedFolder when something is missing that was called saved; what was never called
   * saved and is torn is left out, with all that was written after it.
   */
  static async open(folder: string, log: Log): Promise<{ wal: Wal; entries: Entry[] }> {
    await mkdir(folder, { recursive: true })
    const sealed = new Map((await readSeal<Sealed>(folder))?.logs)
    const names = (await readdir(folder)).filter(isWal).sort()
    for (const name of sealed.keys())
      if (!names.includes(name)) throw new DamagedFolder(join(folder, name), 'is missing')
    // A power cut may bring back what had been deleted. It is older than all that the seal of then knows.
    const oldest = [...sealed.keys()].sort()[0] ?? ''
    const entries: Entry[] = []
    let isTorn = false
    const found = await Promise.all(
      names.filter((name) => name >= oldest).map((name) => readWal(folder, name)),
    )
    for (const [i, { path, name, size, records, intact }] of found.entries()) {
      const least = sealed.get(name) ?? 0
      if (intact < least) throw new DamagedFolder(path, `is damaged or cut behind byte ${intact}`)
      // What stands behind the place where the next file took over is of an append that failed.
      const whole = found[i + 1]?.takesOverAt ?? intact
      // Behind a tear a later edit would stand without the one that it followed.
      const keep = isTorn ? least : Math.min(intact, whole)
      entries.push(...records.filter(({ end }) => end <= keep))
      isTorn ||= intact < whole
      if (keep < size)
        log.warn('the end of a file had been written and never called saved; it was torn and is left out', {
          file: path,
          bytes: size - keep,
        })
    }
    const files: OpenFile[] = []
    for (const name of names) {
      const end = found.find((one) => one.name === name)?.intact ?? 0
      files.push({ name, file: await open(join(folder, name), 'r'), isEmpty: false, end, synced: 0 })
    }
    return { wal: new Wal(folder, await SealFile.open(folder), files), entries }
  }

  /** How long the file is that is written. */
  get bytes(): number {
    return this.#files.at(-1)?.end ?? 0
  }

  /** Writes entries, all or none. Afterwards they survive the death of the process. Throws what the system says. */
  append(entries: readonly Entry[]): void {
    const current = this.#files.at(-1)!
    try {
      current.end += writeAll(current.file, entries, current.end)
    } catch (error) {
      this.#cutOff(current)
      throw error
    }
    current.isEmpty = false
  }

  /** Resolves when all that was appended before the call is on stable storage. */
  sync(): Promise<void> {
    return this.#oneByOne(() => this.#sync())
  }

  /** Goes on in a new file, unless nothing is in this one yet. */
  turn(): Promise<void> {
    return this.#oneByOne(async () => {
      if (this.#files.at(-1)?.isEmpty === true) return
      const name = nameOf(this.#number + 1)
      const file = await open(join(this.#folder, name), 'w+')
      try {
        await this.#syncFolder()
        // In one go with the change: what is appended until then is in the file before.
        const end = writeAll(file, [takingOverAt(this.#files.at(-1)?.end ?? 0)], 0)
        this.#files.push({ name, file, isEmpty: true, end, synced: 0 })
        this.#number++
      } catch (error) {
        await file.close()
        throw error
      }
    })
  }

  /** Deletes all files but the one that is written: what they hold is on stable storage elsewhere. */
  dropOlder(): Promise<void> {
    return this.#oneByOne(async () => {
      const current = this.#files.at(-1)!
      // A file that the seal names must be there, whenever the power goes and whichever of its two slots is damaged.
      for (let slots = 2; slots > 0; slots--) {
        await this.#seal.sync()
        this.#seal.write({ logs: [[current.name, current.synced]] })
      }
      await this.#seal.sync()
      for (const { name, file } of this.#files.splice(0, this.#files.length - 1)) {
        await file.close()
        await rm(join(this.#folder, name), { force: true })
      }
    })
  }

  /** Lets go of the files. Call it when nothing is written any more. */
  close(): Promise<void> {
    return this.#oneByOne(async () => {
      for (const { file } of this.#files) await file.close()
      await this.#seal.sync()
      await this.#seal.close()
    })
  }

  async #sync(): Promise<void> {
    const due = this.#files
      .map((file) => ({ file, end: file.end }))
      .filter(({ file, end }) => end > file.synced)
    const started = performance.now()
    const seals = started - this.#sealedAt >= SEAL_EVERY_MS
    const syncs = due.map(({ file }) => file.file.datasync())
    // The seal before goes to disk beside these: of two one must be whole.
    await Promise.all(seals ? [this.#seal.sync(), ...syncs] : syncs)
    for (const { file, end } of due) file.synced = end
    if (!seals) return
    this.#seal.write({ logs: this.#files.map(({ name, synced }) => [name, synced]) })
    this.#sealedAt = started
  }

  async #syncFolder(): Promise<void> {
    const directory = await open(this.#folder, 'r')
    try {
      await directory.sync()
    } finally {
      await directory.close()
    }
  }

  /** What went in of an append that failed is gone, or written over by the next, or behind where the next file takes over. */
  #cutOff({ file, end }: OpenFile): void {
    try {
      ftruncateSync(file.fd, end)
    } catch {
      // Then it is in the way of nothing.
    }
  }
}

/** Writes entries at a place in a file; returns how long they are. */
function writeAll(file: FileHandle, entries: readonly Entry[], at: number): number {
  const pieces = encodeEntries(entries)
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  if (writevSync(file.fd, pieces, at) < length)
    throw Object.assign(new Error('only a part could be written'), { code: 'ENOSPC' })
  return length
}

/** The first record of each file: where the one before it ended. */
const takingOverAt = (position: number): Entry => ({ document: '', position, update: new Uint8Array(0) })

/** What is in a file, and where the file before it ended. */
async function readWal(folder: string, name: string) {
  const path = join(folder, name)
  const content = await readFile(path)
  const { entries, intact } = readEntries(content)
  const [first, ...records] = entries
  return { path, name, size: content.length, intact, takesOverAt: first?.position, records }
}
