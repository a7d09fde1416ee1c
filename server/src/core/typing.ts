import * as Y from 'yjs'
import { ByteReader } from './byteReader.ts'
import type { Incoming } from './incoming.ts'

/** Where a client left off: the clock of its next letter, and what that has to say it stands left of. */
interface Pen {
  clock: number
  readonly right: Y.ID | null
}

/** One piece of text right behind its client's letter before, from one clock to another. */
interface Text {
  client: number
  clock: number
  end: number
  right: Y.ID | null
}

const TEXT = 4
const HAS_ORIGIN = 0x80
const HAS_RIGHT_ORIGIN = 0x40

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
    if (text === null) return false
    const pen = this.#pens.get(text.client) ?? penIn(doc, text)
    if (pen === null || pen.clock !== text.clock || !Y.compareIDs(pen.right, text.right)) return false
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
  const isRival = next !== null && Y.compareIDs(next.origin, last.lastId) && !Y.compareIDs(next.id, right)
  if (isRival || (right !== null && right.clock >= Y.getState(store, right.client))) return null
  return { clock: last.id.clock + last.length, right }
}

/**
 * What a sound update says that brings one piece of text right behind its own client's letter before, and nothing else (Yjs'
 * encoding version 1); null for others.
 */
function textIn(update: Uint8Array): Text | null {
  const reader = new ByteReader(update)
  if (reader.varUint() !== 1 || reader.varUint() !== 1) return null
  const client = reader.varUint()
  const clock = reader.varUint()
  const info = reader.byte()
  if ((info & ~HAS_RIGHT_ORIGIN) !== (TEXT | HAS_ORIGIN)) return null
  if (reader.varUint() !== client || reader.varUint() !== clock - 1) return null
  const right = (info & HAS_RIGHT_ORIGIN) === 0 ? null : Y.createID(reader.varUint(), reader.varUint())
  const end = clock + reader.skipText()
  return reader.varUint() === 0 ? { client, clock, end, right } : null
}
