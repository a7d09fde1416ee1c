import { type Act, type Habit, working } from './habits.ts'
import { Person } from './person.ts'
import { BrokenPromise, Promises } from './promises.ts'
import { Random } from './random.ts'
import { type Line, type Link, SimulatedServer } from './server.ts'
import { SimulatedDisk } from './simulatedStore.ts'

const DOCUMENT = 'doc/0000000000000000000000'
const NAMES = ['Ann', 'Bob', 'Cy', 'Dee', 'Eve']

/**
 * One server and some people in one process. Every frame, every turn, every timer and every operation of the store
 * happens when the seed says so; the network may be cut, the store may fail, the server and the machine may die.
 */
export class World {
  readonly random: Random
  readonly #habit: Habit
  readonly disk = new SimulatedDisk()
  server: SimulatedServer
  people: Person[] = []
  readonly #promises = new Promises()
  /** Connections whose far end is gone, unknown to the server. */
  readonly #halfOpen = new Set<Line>()
  /** Those who asked for the document and have no answer yet. */
  readonly #arriving = new Set<Person>()
  #nextClient = 1
  #guests = 0
  #faults = true

  constructor(seed: number, habit = working) {
    this.random = new Random(seed)
    this.#habit = habit
    this.server = new SimulatedServer(this.disk, 1_700_000_000_000)
    for (const name of NAMES.slice(0, 2 + this.random.below(4))) this.people.push(this.#person(name))
  }

  /** Lets one thing happen. */
  async step(): Promise<void> {
    const person = this.random.pick(this.people)
    await this.#act(this.#habit.pick(this.random), person)
    await settle()
    this.#observe()
  }

  #act(act: Act, person: Person): Promise<unknown> | void {
    switch (act) {
      case 'edit':
        return this.#edit(person)
      case 'goOn':
        return person.goesOn()
      case 'deliver':
        return void this.#deliver(person)
      case 'turn':
        return this.server.clock.endTurn()
      case 'operate':
        return this.#operate()
      case 'connect':
        return this.#connect(person)
      case 'arrive':
        return this.#arrive(person)
      case 'disconnect':
        return this.#disconnect(person)
      case 'leave':
        return this.#leave(person)
      case 'pass':
        return this.server.clock.advance(this.random.pick([1, 20, 200, 6000, 70_000]))
      case 'notice':
        return this.#noticeHalfOpen()
      case 'replace':
        return this.#replace(person)
      case 'kill':
        return this.#kill()
      case 'cutPower':
        return this.#cutPower()
      case 'terminate':
        return this.#terminate()
      case 'appear':
        return person.appear()
    }
  }

  /** Faults end, everybody connects, everything arrives: then all see the same and nothing is missing. */
  async heal(): Promise<void> {
    this.#faults = false
    for (const line of [...this.#halfOpen]) this.#hangUp(line)
    await this.#calm(60)
    const reader = this.#person('Reader')
    this.people.push(reader)
    await this.#calm(30)
    this.#promises.expectAllKept(this.people, reader)
  }

  /** Everybody leaves: then nothing is kept open. */
  async empty(): Promise<void> {
    for (const person of this.people) this.#leave(person)
    for (let second = 0; second < 20 && this.server.rooms.size > 0; second++) {
      this.server.clock.endTurn()
      while (this.server.store.pending.length > 0) this.#operate()
      this.server.clock.advance(1000)
      await settle()
    }
    if (this.server.rooms.size > 0) throw new BrokenPromise('a room is open that nobody needs')
  }

  /** Everything that is under way arrives, for some seconds. */
  async #calm(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      for (const person of this.people) {
        if (person.line === null && !this.#arriving.has(person)) await this.#connect(person)
      }
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
    if (up) line.receive(frame)
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
    if (this.#faults && this.random.chance(this.#habit.faults[kind])) operation.fail(this.random.chance(0.5))
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

  /** Somebody asks for the document; whatever else happens goes on. */
  #arrive(person: Person): void {
    if (person.line !== null || this.#arriving.has(person)) return
    this.#arriving.add(person)
    void this.#admit(person, this.server)
  }

  async #admit(person: Person, server: SimulatedServer): Promise<void> {
    const link: Link = { toServer: [], toClient: [], closedWith: null }
    const line = await server.admit(DOCUMENT, link)
    if (server !== this.server) return
    this.#arriving.delete(person)
    if (line === null) return
    if (this.people.includes(person)) person.connected(line, link)
    else server.hangUp(line)
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

  /** Somebody closes the page, and the server knows at once. */
  #leave(person: Person): void {
    if (person.line === null) return
    this.#hangUp(person.line)
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
    this.#promises.forgetShown(this.people)
  }

  /** SIGTERM: whatever was under way ends first. All that anyone was shown is there, though the power goes right after. */
  async #terminate(): Promise<void> {
    const state = { ended: false }
    void this.server.close().then(() => (state.ended = true))
    for (let i = 0; i < 3000 && !state.ended; i++) {
      this.#operate()
      this.server.clock.endTurn()
      this.server.clock.advance(100)
      await settle()
    }
    if (!state.ended) throw new BrokenPromise('the server did not come to an end')
    this.disk.cutPower(0)
    this.#restart()
    await this.#expectAfterDeath({ shown: true })
  }

  #restart(): void {
    this.server = new SimulatedServer(this.disk, this.server.clock.now() + 1000)
    this.#halfOpen.clear()
    this.#arriving.clear()
    for (const person of this.people) person.disconnected()
  }

  #observe(): void {
    if (new Set([...this.server.lines].map(({ lease }) => lease.room)).size > 1) {
      throw new BrokenPromise('the document is open twice')
    }
    this.#promises.note(this.people)
  }

  /** A stranger opens the document: at the first `synced` all must be there that was promised. */
  async #expectAfterDeath({ shown }: { shown: boolean }): Promise<void> {
    const [faults, stranger] = [this.#faults, this.#person('Stranger')]
    this.#faults = false
    await this.#connect(stranger)
    while (!stranger.synced && this.#deliver(stranger)) await settle()
    this.#faults = faults
    if (!stranger.synced) throw new BrokenPromise('a document could not be opened after a restart')
    // To somebody who had what an update waits for, it was shown.
    this.#promises.expectIn(stranger.present(), shown ? stranger.held() : null)
    this.#disconnect(stranger)
  }
}

/** Until every promise that can go on has gone on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
