import { writeSync } from 'node:fs'
import { type FileHandle, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { seal as withChecksum, unseal } from './checksummed.ts'

const NAME = 'SEAL'
const SLOT = 4096
const SLOTS = 2

/** With a number that counts the writings: the higher of two is in force. */
type Slot<Sealed> = Sealed & { turn: number }

/**
 * A small file in a folder that says what of it is on stable storage. It has two slots, which are written in turn, so that
 * one is whole however the writing of the other ends.
 */
export class SealFile<Sealed extends object> {
  readonly #file: FileHandle
  #turn: number

  private constructor(file: FileHandle, turn: number) {
    this.#file = file
    this.#turn = turn
  }

  /** Opens the folder's seal to write it, making the file when it is not there. */
  static async open<Sealed extends object>(folder: string): Promise<SealFile<Sealed>> {
    const last = await readSlots<Sealed>(folder)
    const file = await open(join(folder, NAME), last === null ? 'w+' : 'r+')
    if (last === null) await file.truncate(SLOT * SLOTS)
    return new SealFile<Sealed>(file, last?.turn ?? 0)
  }

  /** Afterwards it survives the death of the process. What was written before must have been synced: one of the two is at risk. */
  write(sealed: Sealed): void {
    const turn = this.#turn + 1
    const text = JSON.stringify({ ...sealed, turn } satisfies Slot<Sealed>).padEnd(SLOT - 4)
    if (text.length > SLOT - 4) throw new Error('there are more logs than a seal can hold')
    writeSync(this.#file.fd, withChecksum(Buffer.from(text)), 0, SLOT, (turn % SLOTS) * SLOT)
    this.#turn = turn
  }

  /** Resolves when what was written survives the death of the machine. */
  async sync(): Promise<void> {
    await this.#file.datasync()
  }

  async close(): Promise<void> {
    await this.#file.close()
  }
}

/** What was sealed in this folder; null when nothing was, or the file is gone. */
export async function readSeal<Sealed extends object>(folder: string): Promise<Sealed | null> {
  return readSlots<Sealed>(folder)
}

async function readSlots<Sealed extends object>(folder: string): Promise<Slot<Sealed> | null> {
  const file = await readFile(join(folder, NAME)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0)
    throw error
  })
  let last: Slot<Sealed> | null = null
  for (let at = 0; at + SLOT <= file.length; at += SLOT) {
    const text = unseal(file.subarray(at, at + SLOT))
    if (text === null) continue
    const slot = JSON.parse(Buffer.from(text).toString()) as Slot<Sealed>
    if (last === null || slot.turn > last.turn) last = slot
  }
  return last
}
