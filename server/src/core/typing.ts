import * as Y from 'yjs'
import { ByteReader } from './byteReader.ts'
import type { Incoming } from './incoming.ts'

interface Id {
  readonly client: number
  readonly clock: number
}

/** Where a client left off: the clock of its next letter, and what that has to say it stands left of. */
interface Pen {
  clock: number
  readonly right: Id | null
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

/**
 * Knows which updates only go on typing where their client left off, as nearly all keystrokes do. They need not be applied
 * before they are told (docs/adr/0029): such an update begins where its client ends, right behind that client's last letter,
 * where nobody else put anything, and brings nothing else. Yjs takes it without looking for its place, whatever others type.
 */
export class Typing {
  /** Of those who have typed since something else was applied, behind what was put off. */
  readonly #pens = new Map<number, Pen>()

  /**
   * Whether a sound update only goes on typing; if so, its client has got so far, and the update is to be applied before anything but
   * other such updates.
   * @param doc what was applied until now; nothing waits in it.
   */
  takes({ bytes }: Incoming, doc: Y.Doc): boolean {
    const text = textIn(bytes)
    if (text === null || !text.isBehindItself) return false
    const pen = this.#pens.get(text.client) ?? penIn(doc, text)
    if (pen === null || pen.clock !== text.clock || !isSame(pen.right, text.right)) return false
    pen.clock = text.end
    this.#pens.set(text.client, pen)
    return true
  }

  /** Tells that something else was applied, and before it all that was taken here. */
  applied(): void {
    this.#pens.clear()
  }
}

/** Of a client whose last struct stands in a list or a text: in a map the next would take its place. */
function penIn({ store }: Y.Doc, { client, right }: Text): Pen | null {
  const last = store.clients.get(client)?.at(-1)
  if (!(last instanceof Y.Item) || last.parentSub !== null) return null
  const next = last.right
  const isRival = next !== null && Y.compareIDs(next.origin, last.lastId) && !isSame(next.id, right)
  if (isRival || (right !== null && right.clock >= Y.getState(store, right.client))) return null
  return { clock: last.id.clock + last.length, right }
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
