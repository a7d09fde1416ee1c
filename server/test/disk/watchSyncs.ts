import { readdirSync, readFileSync, statSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'

/** What of a folder was brought to stable storage. */
export interface Durable {
  /** How long each file was when it was last synced. */
  readonly sizes: ReadonlyMap<string, number>
  /** The seal is written in place: what stood in it. */
  readonly seal: Buffer | null
  /** The names that the folder's own sync covered. */
  readonly entries: ReadonlySet<string>
}

/** Syncs that are done and not counted, to show that they would be missed. */
export type LeftOut = 'nothing' | 'every log' | 'the folder'

/**
 * Watches what this process really asks the system to bring to disk, in one folder at a time. What counts is what stood
 * in the file before the call, and it counts when the call has ended. LevelDB's own syncs are not seen here.
 */
export class SyncWatch {
  readonly #restore: () => void
  #folder = ''
  #sizes = new Map<string, number>()
  #seal: Buffer | null = null
  #entries = new Set<string>()
  leftOut: LeftOut = 'nothing'

  private constructor(prototype: FileHandle) {
    // oxlint-disable-next-line typescript/unbound-method -- they are called on a handle below
    const original = { datasync: prototype.datasync, sync: prototype.sync } as const
    const before = (handle: FileHandle) => this.#before(handle)
    prototype.datasync = async function (this: FileHandle) {
      const covered = await before(this)
      await original.datasync.call(this)
      covered()
    }
    prototype.sync = async function (this: FileHandle) {
      const covered = await before(this)
      await original.sync.call(this)
      covered()
    }
    this.#restore = () => void Object.assign(prototype, original)
  }

  static async begin(): Promise<SyncWatch> {
    const handle = await open('.', 'r')
    const prototype = Object.getPrototypeOf(handle) as FileHandle
    await handle.close()
    return new SyncWatch(prototype)
  }

  end(): void {
    this.#restore()
  }

  /** Watches this folder from now on. */
  follow(folder: string): void {
    this.#folder = folder
    this.#sizes = new Map()
    this.#seal = null
    this.#entries = new Set()
  }

  get durable(): Durable {
    return { sizes: new Map(this.#sizes), seal: this.#seal, entries: new Set(this.#entries) }
  }

  /** What is to be noted when the sync of this handle has ended. */
  async #before(handle: FileHandle): Promise<() => void> {
    const folder = this.#folder
    const { ino, size } = await handle.stat()
    const names = readdirSync(folder)
    const noted = (note: () => void) => () => void (folder === this.#folder && note())
    if (statSync(folder).ino === ino) {
      const entries = new Set(names)
      return noted(() => this.leftOut !== 'the folder' && (this.#entries = entries))
    }
    const name = names.find((one) => statSync(join(folder, one), { throwIfNoEntry: false })?.ino === ino)
    if (name === undefined || (this.leftOut === 'every log' && /\.(log|wal)$/.test(name))) return () => {}
    const seal = name === 'SEAL' ? readFileSync(join(folder, name)) : this.#seal
    return noted(() => {
      this.#sizes.set(name, Math.max(size, this.#sizes.get(name) ?? 0))
      if (name === 'SEAL') this.#seal = seal
    })
  }
}
