import {
  carriesUpdate,
  encodeAwareness,
  encodeStep1,
  encodeStep2,
  encodeUpdate,
  EVENT,
  SAVED,
} from '@weft/shared/wire'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import type { ServerEvent } from '@weft/shared/events'
import type { Random } from './random.ts'
import { type Line, type Link, PROBE } from './server.ts'

/** Something a person did to the page. */
export interface Deed {
  kind: 'wrote' | 'deleted'
  word: string
}

/** Someone at a stock client: a Y.Doc that answers like y-websocket's provider, and counts what is acknowledged. */
export class Person {
  readonly name: string
  readonly doc: Y.Doc
  line: Line | null = null
  link: Link | null = null
  synced = false
  /** Everything this person did, in order. */
  readonly deeds: Deed[] = []
  /** Words of others that the server has shown this person since its machine died last. */
  readonly shown = new Set<string>()
  /** Words that have come from the server; those that wait for something missing are not shown yet. */
  readonly #carried = new Set<string>()
  /** What the server said beside the document. */
  readonly events: ServerEvent[] = []
  /** Who this person sees: what y-protocols' awareness would hold. */
  readonly peers = new Map<number, { clock: number; state: string }>()
  /** For each message with an update on this connection: the deeds it carries, from and to. */
  #sent: { from: number; to: number }[] = []
  readonly #acknowledged = new Set<number>()
  #presenceClock = 0
  #state = '{}'
  #words = 0

  /** How many frames came from the server, and how often it asked for what is here. */
  received = 0
  asked = 0
  readonly #isSilent: boolean

  /** @param silent for a client that says nothing about itself. */
  constructor(name: string, clientId: number, { silent = false } = {}) {
    this.name = name
    this.#isSilent = silent
    this.doc = new Y.Doc()
    this.doc.clientID = clientId
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.#send(encodeUpdate(update))
    })
  }

  get words(): Y.Array<string> {
    return this.doc.getArray('words')
  }

  /** All words that stand here. */
  get written(): string[] {
    return [...this.words.toArray(), ...typedWords(this.doc.getText('run').toJSON())]
  }

  get text(): Y.Text {
    return this.doc.getText('text')
  }

  /** The socket opened: say what is here, as a stock client does. */
  connected(line: Line, link: Link): void {
    this.line = line
    this.link = link
    this.synced = false
    this.#sent = []
    this.#send(encodeStep1(Y.encodeStateVector(this.doc)))
    if (!this.#isSilent) this.appear()
  }

  disconnected(): void {
    this.line = null
    this.link = null
    this.synced = false
    // y-websocket forgets the states of the others, and keeps their clocks.
    for (const peer of this.peers.values()) peer.state = 'null'
  }

  /** Moves the caret. */
  appear(): void {
    this.#state = JSON.stringify({ user: { name: this.name }, at: this.#presenceClock })
    this.renew()
  }

  /** y-protocols says the same again every 15 s. */
  renew(): void {
    this.#presenceClock++
    this.#send(
      encodeAwareness([{ client: this.doc.clientID, clock: this.#presenceClock, state: this.#state }]),
    )
  }

  write(random: Random): void {
    const word = `${this.name}${this.#words++}`
    this.#write(word, random.below(this.words.length + 1), random.below(this.text.length + 1))
  }

  /** Writes a word at the end of the page. */
  types(word: string): void {
    this.#write(word, this.words.length, this.text.length)
  }

  /** Writes a word right behind the last that was written like this, as one does who goes on typing. */
  goesOn(): void {
    const page = this.doc.getText('run')
    const last = page.toJSON().indexOf(`~${this.name}${this.#words} `)
    const at = last < 0 ? page.length : page.toJSON().indexOf(' ', last) + 1
    const word = `~${this.name}${++this.#words}`
    this.doc.transact(() => {
      page.insert(at, `${word} `)
      this.deeds.push({ kind: 'wrote', word })
    })
  }

  /** Whether the page may say «Saved». */
  get isSaved(): boolean {
    return this.synced && this.promised().length === this.deeds.length
  }

  delete(random: Random): void {
    if (this.words.length === 0) return
    const at = random.below(this.words.length)
    this.doc.transact(() => {
      this.deeds.push({ kind: 'deleted', word: this.words.get(at) })
      this.words.delete(at)
      if (this.text.length > 0) this.text.delete(random.below(this.text.length), 1)
    })
  }

  /** Takes the next frame from the server. */
  receive(frame: Uint8Array): void {
    this.received++
    if (frame[0] === PROBE) return void this.link?.toServer.push(frame)
    const decoder = decoding.createDecoder(frame)
    const type = decoding.readVarUint(decoder)
    if (type === 0) return this.#sync(decoder)
    if (type === 1) return this.#awareness(decoding.createDecoder(decoding.readVarUint8Array(decoder)))
    if (type === EVENT) this.events.push(JSON.parse(decoding.readVarString(decoder)) as ServerEvent)
    if (type === SAVED) this.#saved(decoding.readVarUint(decoder))
  }

  /** The names of those whom this person sees here. */
  here(): string[] {
    const states = [...this.peers.values()].map(
      ({ state }) => JSON.parse(state) as { user: { name: string } } | null,
    )
    return states.flatMap((state) => (state === null ? [] : [state.user.name])).sort()
  }

  /** What the page may call saved: all deeds up to the first that is not acknowledged. */
  promised(): Deed[] {
    const first = this.deeds.findIndex((_, i) => !this.#acknowledged.has(i))
    return first === -1 ? this.deeds : this.deeds.slice(0, first)
  }

  /** The machine died: what is here may be gone there, until it comes from there again. */
  forgetShown(): void {
    this.shown.clear()
    this.#carried.clear()
  }

  /** Words that are in the document here. */
  present(): Set<string> {
    return new Set(this.written)
  }

  /** Those, and what came from the server and waits here for something missing. */
  held(): Set<string> {
    return new Set([...this.written, ...this.#carried])
  }

  #write(word: string, place: number, offset: number): void {
    this.doc.transact(() => {
      this.words.insert(place, [word])
      this.text.insert(offset, `${word} `)
      this.deeds.push({ kind: 'wrote', word })
    })
  }

  #sync(decoder: decoding.Decoder): void {
    const step = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (step === 0) {
      this.asked++
      return this.#send(encodeStep2(Y.encodeStateAsUpdate(this.doc, bytes)))
    }
    Y.applyUpdate(this.doc, bytes, this)
    for (const word of wordsIn(bytes)) this.#carried.add(word)
    const own = new Set(this.deeds.map(({ word }) => word))
    for (const word of this.written) if (!own.has(word) && this.#carried.has(word)) this.shown.add(word)
    if (step === 1) this.synced = true
  }

  #awareness(decoder: decoding.Decoder): void {
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const state = decoding.readVarString(decoder)
      if (client === this.doc.clientID) {
        // y-protocols takes a newer clock for its own state too, and counts on from there.
        this.#presenceClock = Math.max(this.#presenceClock, clock)
        continue
      }
      const known = this.peers.get(client)
      if (known === undefined || known.clock < clock) this.peers.set(client, { clock, state })
    }
  }

  #saved(count: number): void {
    for (const { from, to } of this.#sent.slice(0, count)) {
      for (let i = from; i < to; i++) this.#acknowledged.add(i)
    }
  }

  #send(frame: Uint8Array): void {
    if (this.link === null) return
    const to = this.deeds.length
    // A step 2 carries all that this person ever did and the server lacks, an update the newest deed.
    if (carriesUpdate(frame)) this.#sent.push({ from: frame[1] === 1 ? 0 : to - 1, to })
    this.link.toServer.push(frame)
  }
}

/** The words of the page that an update carries. */
function wordsIn(update: Uint8Array): string[] {
  return Y.decodeUpdate(update).structs.flatMap((struct) => {
    if (!(struct instanceof Y.Item)) return []
    if (struct.content instanceof Y.ContentString) return typedWords(struct.content.str)
    return struct.content instanceof Y.ContentAny ? (struct.content.arr as string[]) : []
  })
}

const typedWords = (text: string): string[] => text.match(/~\w+(?= )/g) ?? []
