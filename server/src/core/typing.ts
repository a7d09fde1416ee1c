import { ByteReader } from './byteReader.ts'
import type { Incoming } from './incoming.ts'

interface Id {
  client: number
  clock: number
}

/** Where a client left off: the clock of its next letter, and what stands to the right of where it types. */
interface Pen {
  clock: number
  right: Id | null
}

/** One piece of text, from one clock of its client to another. */
interface Text {
  client: number
  clock: number
  end: number
  isBehindItself: boolean
  right: Id | null
}

const TEXT = 4
const KIND = 0x1f
const HAS_ORIGIN = 0x80
const HAS_RIGHT_ORIGIN = 0x40
const HAS_PARENT_SUB = 0x20
/** Whoever makes up client ids is not to be remembered for each of them. */
const MOST_PENS = 1000

/**
 * Knows where each client left off, and so which updates only go on typing there, as nearly all keystrokes do. They need
 * not be applied before they are told (docs/adr/0029): such an update leans on the letter before it and on what stood
 * to the right of that one, which both are here, it brings no types and no deletions, and it begins where its client
 * ends. Whatever else happens to the document, Yjs takes it.
 */
export class Typing {
  readonly #pens = new Map<number, Pen>()

  /** Whether a sound update only goes on where its client left off; if so, the client has got so far. */
  goesOn({ bytes }: Incoming): boolean {
    const text = textIn(bytes)
    if (text === null || !text.isBehindItself) return false
    const pen = this.#pens.get(text.client)
    if (pen === undefined || pen.clock !== text.clock || !isSame(pen.right, text.right)) return false
    pen.clock = text.end
    return true
  }

  /** Tells that a sound update was applied, and brought something, where nothing waits, nor did before. */
  applied({ bytes, outline }: Incoming): void {
    for (const { client } of outline.structs) this.#pens.delete(client)
    const text = textIn(bytes)
    if (text === null) return
    if (this.#pens.size >= MOST_PENS) this.#pens.clear()
    this.#pens.set(text.client, { clock: text.end, right: text.right })
  }

  /** Nobody is known to type any more. */
  forget(): void {
    this.#pens.clear()
  }
}

/** What a sound update says that brings one piece of text and nothing else (Yjs' encoding version 1); null for others. */
function textIn(update: Uint8Array): Text | null {
  const reader = new ByteReader(update)
  if (reader.varUint() !== 1 || reader.varUint() !== 1) return null
  const client = reader.varUint()
  const clock = reader.varUint()
  const info = reader.byte()
  if ((info & KIND) !== TEXT || (info & HAS_PARENT_SUB) !== 0) return null
  const origin = (info & HAS_ORIGIN) === 0 ? null : idIn(reader)
  const right = (info & HAS_RIGHT_ORIGIN) === 0 ? null : idIn(reader)
  if (origin === null && right === null) {
    if (reader.varUint() === 1) reader.skipText()
    else idIn(reader)
  }
  const end = clock + reader.skipText()
  if (reader.varUint() > 0) return null
  return {
    client,
    clock,
    end,
    isBehindItself: origin?.client === client && origin.clock === clock - 1,
    right,
  }
}

const idIn = (reader: ByteReader): Id => ({ client: reader.varUint(), clock: reader.varUint() })

const isSame = (a: Id | null, b: Id | null): boolean =>
  a === b || (a !== null && b !== null && a.client === b.client && a.clock === b.clock)
