import type { Deed } from './person.ts'
import { Person } from './person.ts'
import { Random } from './random.ts'
import { type Line, type Link, SimulatedServer } from './server.ts'
import { SimulatedDisk } from './simulatedStore.ts'

const DOCUMENT = 'doc/0000000000000000000000'
const NAMES = ['Ann', 'Bob', 'Cy', 'Dee', 'Eve']

/** A promise was broken; the message says which. */
class BrokenPromise extends Error {
  override name = 'BrokenPromise'
}

/**
 * One server and some people in one process. Every frame, every turn, every timer and every operation of the store
 * happens when the seed says so; the network may be cut, the store may fail, the server and the machine may die.
 */
export class World {
  readonly random: Random
  readonly disk = new SimulatedDisk()
  server: SimulatedServer
  people: Person[] = []
  /** What was shown to anybody, and what was called saved: what the promises are about. */
  readonly #shown = new Set<string>()
  #promised: Deed[] = []
  readonly #deleted = new Set<string>()
  /** Connections whose far end is gone, unknown to the server. */
  readonly #halfOpen = new Set<Line>()
  #nextClient = 1
  #guests = 0
  readonly #countPromised = new Map<Person, number>()
  #faults = true

  constructor(seed: number) {
    this.random = new Random(seed)
    this.server = new SimulatedServer(this.disk, 1_700_000_000_000)
    for (const name of NAMES.slice(0, 2 + this.random.below(4))) this.people.push(this.#person(name))
  }

  /** Lets one thing happen. */
  async step(): Promise<void> {
    const person = this.random.pick(this.people)
    const dice = this.random.below(1000)
    if (dice < 220) this.#edit(person)
    else if (dice < 560) this.#deliver(person)
    else if (dice < 680) this.server.clock.endTurn()
    else if (dice < 840) this.#operate()
    else if (dice < 890) await this.#connect(person)
    else if (dice < 905) this.#disconnect(person)
    else if (dice < 955) this.server.clock.advance(this.random.pick([1, 20, 200, 6000, 70_000]))
    else if (dice < 970) this.#noticeHalfOpen()
    else if (dice < 975) this.#replace(person)
    else if (dice < 982) await this.#kill()
    else if (dice < 990) await this.#cutPower()
    else person.appear()
    await settle()
    this.#observe()
  }

  /** Faults end, everybody connects, everything arrives: then all see the same and nothing is missing. */
  async heal(): Promise<void> {
    this.#faults = false
    for (const line of [...this.#halfOpen]) this.#hangUp(line)
    await this.#calm(60)
    const reader = this.#person('Reader')
    this.people.push(reader)
    await this.#calm(30)
    this.#check(reader)
  }

  /** Everything that is under way arrives, for some seconds. */
  async #calm(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      for (const person of this.people) if (person.line === null) await this.#connect(person)
      for (const person of this.people) while (this.#deliver(person));
      this.server.clock.endTurn()
      while (this.server.store.pending.length > 0) this.#operate()
      if (second % 15 === 14) for (const person of this.people) person.renew()
      this.server.clock.advance(1000)
      await settle()
      this.#observe()
    }
  }

  #person(name: string): Person {
    return new Person(name, this.#nextClient++)
  }

  #edit(person: Person): void {
    if (this.random.chance(0.75)) person.write(this.random)
    else person.delete(this.random)
  }

  /** The next frame of one direction arrives; false when nothing is under way. */
  #deliver(person: Person): boolean {
    const { line, link } = person
    if (line === null || link === null) return false
    if (link.closedWith !== null && link.toClient.length === 0) {
      if (link.closedWith === 'malformed') throw new BrokenPromise('an honest client was called malformed')
      person.disconnected()
      return false
    }
    const up = link.toServer.length > 0 && (link.toClient.length === 0 || this.random.chance(0.5))
    const frame = up ? link.toServer.shift() : link.toClient.shift()
    if (frame === undefined) return false
    if (up) line.connection.receive(frame)
    else person.receive(frame)
    return true
  }

  /** An operation of the store ends: well, or badly. Operations of one kind end in their order. */
  #operate(): void {
    const { pending } = this.server.store
    const kinds = [...new Set(pending.map(({ kind }) => kind))]
    if (kinds.length === 0) return
    const kind = this.random.pick(kinds)
    const operation = pending.find((candidate) => candidate.kind === kind)!
    if (this.#faults && this.random.chance(0.08)) operation.fail(this.random.chance(0.5))
    else operation.succeed()
  }

  async #connect(person: Person): Promise<void> {
    if (person.line !== null) return
    const link: Link = { toServer: [], toClient: [], closedWith: null }
    const admission = this.server.admit(DOCUMENT, link)
    await settle()
    await this.#operateUntil(admission)
    const line = await admission
    if (line !== null) person.connected(line, link)
  }

  /** A load waits for the disk: let the disk work until the room is open. */
  async #operateUntil(admission: Promise<unknown>): Promise<void> {
    const state = { open: false }
    void admission.then(() => (state.open = true))
    for (let i = 0; i < 100 && !state.open; i++) {
      this.#operate()
      this.server.clock.endTurn()
      await settle()
    }
  }

  /** The network goes; the server does not know yet. */
  #disconnect(person: Person): void {
    if (person.line === null) return
    this.#halfOpen.add(person.line)
    person.disconnected()
  }

  #noticeHalfOpen(): void {
    const [line] = this.#halfOpen
    if (line !== undefined) this.#hangUp(line)
  }

  #hangUp(line: Line): void {
    this.#halfOpen.delete(line)
    this.server.hangUp(line)
  }

  /** Somebody closes the tab, with whatever was not sent; somebody else comes. */
  #replace(person: Person): void {
    this.#disconnect(person)
    this.people = this.people.map((other) =>
      other === person ? this.#person(`Guest${this.#guests++}_`) : other,
    )
  }

  /** kill -9: what the server was doing may have happened. All that anyone was shown is still there. */
  async #kill(): Promise<void> {
    for (const operation of [...this.server.store.pending]) operation.abandon(this.random.chance(0.5))
    this.#restart()
    await this.#expectAfterDeath({ shown: true })
  }

  /** The machine dies: what was not synced is gone. All that was called saved is still there. */
  async #cutPower(): Promise<void> {
    for (const operation of [...this.server.store.pending]) operation.abandon(this.random.chance(0.5))
    this.disk.cutPower(this.random.next())
    this.#restart()
    await this.#expectAfterDeath({ shown: false })
    // What was shown and not saved may be gone with the machine, unless those who saw it bring it back.
    this.#shown.clear()
    for (const person of this.people) person.shown.clear()
  }

  #restart(): void {
    this.server = new SimulatedServer(this.disk, this.server.clock.now() + 1000)
    this.#halfOpen.clear()
    for (const person of this.people) person.disconnected()
  }

  #observe(): void {
    for (const person of this.people) {
      for (const word of person.shown) this.#shown.add(word)
      for (const { kind, word } of person.deeds) if (kind === 'deleted') this.#deleted.add(word)
      this.#promised.push(...person.promised().slice(this.#countPromised.get(person) ?? 0))
      this.#countPromised.set(person, person.promised().length)
    }
  }

  /** A stranger opens the document: at the first `synced` all must be there that was promised. */
  async #expectAfterDeath({ shown }: { shown: boolean }): Promise<void> {
    const [faults, stranger] = [this.#faults, this.#person('Stranger')]
    this.#faults = false
    await this.#connect(stranger)
    while (!stranger.synced && this.#deliver(stranger)) await settle()
    this.#faults = faults
    if (!stranger.synced) throw new BrokenPromise('a document could not be opened after a restart')
    const present = stranger.present()
    if (shown) this.#expectWords(this.#shown, present, 'shown to somebody and lost')
    this.#expectPromised(present)
    this.#disconnect(stranger)
  }

  #expectPromised(present: Set<string>): void {
    const wrote = this.#promised.filter(({ kind }) => kind === 'wrote').map(({ word }) => word)
    this.#expectWords(wrote, present, 'called saved and lost')
    for (const { kind, word } of this.#promised) {
      if (kind === 'deleted' && present.has(word))
        throw new BrokenPromise(`${word}: its deletion was called saved and lost`)
    }
  }

  #expectWords(words: Iterable<string>, present: Set<string>, broken: string): void {
    for (const word of words) {
      if (!present.has(word) && !this.#deleted.has(word)) throw new BrokenPromise(`${word} was ${broken}`)
    }
  }

  #check(reader: Person): void {
    const page = reader.text.toJSON()
    const words = reader.words.toArray()
    for (const person of this.people) {
      if (!person.synced) throw new BrokenPromise(`${person.name} is not synced`)
      if (person.text.toJSON() !== page) throw new BrokenPromise(`${person.name} sees another text`)
      if (person.words.toArray().join() !== words.join())
        throw new BrokenPromise(`${person.name} sees other words`)
      this.#expectNoGap(person)
      const wrote = person.deeds.filter(({ kind }) => kind === 'wrote').map(({ word }) => word)
      this.#expectWords(wrote, new Set(words), `written by ${person.name}, who is here, and lost`)
      if (person !== reader && person.promised().length !== person.deeds.length) {
        throw new BrokenPromise(`${person.name} is still told «Saving…»`)
      }
      this.#expectPeers(person)
    }
    if (new Set(words).size !== words.length) throw new BrokenPromise('a word stands there twice')
    this.#expectWords(this.#shown, new Set(words), 'shown to somebody and lost')
    this.#expectPromised(new Set(words))
  }

  /** An update may wait for one that its author took away unsent; nobody waits for somebody who is here. */
  #expectNoGap(person: Person): void {
    for (const client of person.doc.store.pendingStructs?.missing.keys() ?? []) {
      const author = this.people.find(({ doc }) => doc.clientID === client)
      if (author !== undefined)
        throw new BrokenPromise(`${person.name} waits for an update of ${author.name}`)
    }
  }

  #expectPeers(person: Person): void {
    const others = this.people.filter((other) => other !== person).map(({ doc }) => doc.clientID)
    const seen = [...person.peers].filter(([, { state }]) => state !== 'null').map(([client]) => client)
    if (sorted(seen) !== sorted(others)) {
      throw new BrokenPromise(`${person.name} sees ${seen.join()} here, not ${others.join()}`)
    }
  }
}

const sorted = (numbers: number[]): string => numbers.toSorted((a, b) => a - b).join()

/** Until every promise that can go on has gone on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
