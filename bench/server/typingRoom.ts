import * as Y from 'yjs'
import { until } from '../until.ts'
import type { Delays } from './delays.ts'
import type { Heard } from './dialect.ts'
import { LetterReader } from './letters.ts'
import type { ServerProcess } from './serverProcess.ts'
import { TEXT, Typist } from './typist.ts'
import { Visitor } from './visitor.ts'

let people = 0

/** Somebody in a room who counts what the others typed. */
interface Member {
  readonly visitor: Visitor
  /** Null for who only reads. */
  readonly typist: Typist | null
  seen: number
}

/** People in one room, some of whom type; everybody counts the letters of the others, and how long each took to come. */
export class TypingRoom {
  readonly #server: ServerProcess
  readonly #name: string
  readonly #typists: readonly Typist[]
  readonly #members: Member[] = []
  readonly #reader: LetterReader
  readonly #delays: Delays
  /** What one of them was sent, for a real document to read at the end. */
  readonly #witnessed: Uint8Array[] = []
  #turn = 0
  #typed = 0

  private constructor(server: ServerProcess, name: string, typists: readonly Typist[], delays: Delays) {
    this.#server = server
    this.#name = name
    this.#typists = typists
    this.#reader = new LetterReader(typists)
    this.#delays = delays
  }

  /** Brings people into a room. Delays of their letters are added to `delays`. Resolves when all are in sync. */
  static async gather(
    server: ServerProcess,
    { name, people: count, typists }: { name: string; people: number; typists: number },
    delays: Delays,
  ): Promise<TypingRoom> {
    const hands = Array.from({ length: typists }, () => new Typist(++people * 1000 + 7))
    const room = new TypingRoom(server, name, hands, delays)
    for (let person = 0; person < count; person++) await room.#welcome(hands[person] ?? null)
    return room
  }

  async #welcome(typist: Typist | null): Promise<void> {
    const visitor = await Visitor.come(this.#server, this.#name, (coming) => {
      const member: Member = { visitor: coming, typist, seen: 0 }
      const isWitness = this.#members.push(member) === 1
      coming.onHeard = (heard) => this.#count(member, heard, isWitness)
    })
    await visitor.synced
  }

  /** Lets some letters be typed, each by the next of those who type. */
  type(letters: number, now: number): void {
    const messages = new Map<Typist, Uint8Array[]>()
    for (let letter = 0; letter < letters; letter++) {
      const typist = this.#typists[this.#turn++ % this.#typists.length]!
      const own = messages.get(typist) ?? []
      messages.set(typist, own)
      own.push(typist.type(now))
    }
    this.#typed += letters
    for (const { visitor, typist } of this.#members) {
      const own = typist === null ? undefined : messages.get(typist)
      if (own !== undefined) visitor.say(...own)
    }
  }

  /** How many letters were typed. */
  get typed(): number {
    return this.#typed
  }

  /** What went over the cable, both ways. */
  get bytes(): number {
    return this.#members.reduce((sum, { visitor }) => sum + visitor.bytes, 0)
  }

  /** How many letters reached how many people. */
  get delivered(): number {
    return this.#members.reduce((sum, { seen }) => sum + seen, 0)
  }

  /** Waits until everybody has all letters of the others; tells whether that was in time. */
  everybodyHasAll(within: number): Promise<boolean> {
    return until(() => this.#members.every((member) => this.#hasAll(member)), { every: 5, within })
  }

  /**
   * Reads what a member was sent, and what a newcomer is sent, into real documents, and throws when they are not the same
   * text of all letters, or when anybody got a letter twice.
   */
  async assertConverged(): Promise<void> {
    const many = this.#members.find((member) => member.seen > this.#expected(member))
    if (many !== undefined) throw new Error(`${this.#server.contestant.name} told a letter twice`)
    const texts = [this.#textOf([...this.#witnessed, ...this.#ownOf(this.#members[0]?.typist ?? null)])]
    if (this.#server.contestant.keeps) texts.push(await this.#textOfNewcomer())
    for (const text of texts) {
      if (text.length !== this.#typed || text !== texts[0])
        throw new Error(`${this.#server.contestant.name} lost letters: ${text.length} of ${this.#typed}`)
    }
  }

  leave(): void {
    for (const { visitor } of this.#members) visitor.leave()
  }

  #count(member: Member, { kind, bytes }: Heard, isWitness: boolean): void {
    if (kind !== 'update' && kind !== 'step2') return
    if (isWitness) this.#witnessed.push(Buffer.from(bytes))
    const now = performance.now()
    const { by } = this.#reader.read(bytes)
    for (const [typist, moments] of by) {
      if (typist === member.typist) continue
      for (const { typedAt, count } of moments) {
        member.seen += count
        this.#delays.add(now - typedAt, count)
      }
    }
  }

  #expected({ typist }: Member): number {
    return this.#typed - (typist?.typedAt.length ?? 0)
  }

  #hasAll(member: Member): boolean {
    return member.seen >= this.#expected(member)
  }

  /** What a typist sent itself, and so need not be told. */
  #ownOf(typist: Typist | null): Uint8Array[] {
    return typist === null ? [] : typist.typedAt.map((_, clock) => typist.letter(clock))
  }

  async #textOfNewcomer(): Promise<string> {
    const updates: Uint8Array[] = []
    const newcomer = await Visitor.come(this.#server, this.#name, (coming) => {
      coming.onHeard = ({ kind, bytes }) => {
        if (kind === 'update' || kind === 'step2') updates.push(Buffer.from(bytes))
      }
    })
    await newcomer.synced
    newcomer.leave()
    return this.#textOf(updates)
  }

  #textOf(updates: readonly Uint8Array[]): string {
    const doc = new Y.Doc()
    Y.transact(doc, () => {
      for (const update of updates) Y.applyUpdate(doc, update)
    })
    return doc.getText(TEXT).toJSON()
  }
}
