import { SYNC_EVERY_MS } from '../../src/core/journal.ts'
import { Person } from './person.ts'
import { type Link, SimulatedServer } from './server.ts'
import { type PendingOperation, SimulatedDisk } from './simulatedStore.ts'

const DOCUMENT = 'doc/0000000000000000000000'

/** A server and people, for stories told step by step: nothing happens but what the test says. */
export class Scene {
  readonly folder = new SimulatedDisk()
  readonly people: Person[] = []
  server = new SimulatedServer(this.folder, 1_700_000_000_000)
  #clients = 1

  /** Somebody opens the document and has all that is written of it. */
  async join(name: string, options: { silent?: boolean; client?: number } = {}): Promise<Person> {
    const person = new Person(name, options.client ?? this.#clients++, options)
    this.people.push(person)
    await this.connect(person)
    return person
  }

  async connect(person: Person): Promise<void> {
    const link: Link = { toServer: [], toClient: [], closedWith: null }
    const admission = this.server.admit(DOCUMENT, link)
    await this.disk('load')
    const line = await admission
    if (line === null) throw new Error(`${person.name} was not let in`)
    person.connected(line, link)
    await this.arrive()
  }

  /** The network of somebody goes; the server learns of it now, or not yet. */
  async disconnect(person: Person, { noticed = true } = {}): Promise<void> {
    if (noticed) this.server.hangUp(person.line!)
    person.disconnected()
    await settle()
  }

  /** The process dies, whatever it was doing; another one starts on the same folder. */
  restart(): void {
    this.server = new SimulatedServer(this.folder, this.server.clock.now() + 1000)
    for (const person of this.people) person.disconnected()
  }

  /** All frames under way arrive, and turns end. The disk does nothing. */
  async arrive(): Promise<void> {
    for (let round = 0; round < 5; round++) {
      for (const person of this.people) {
        const { line, link } = person
        if (line === null || link === null) continue
        while (link.toServer.length > 0) line.receive(link.toServer.shift()!)
        while (link.toClient.length > 0) person.receive(link.toClient.shift()!)
      }
      this.server.clock.endTurn()
      await settle()
    }
  }

  /** Time passes, and what it brings arrives. */
  async wait(milliseconds: number): Promise<void> {
    this.server.clock.advance(milliseconds)
    await this.arrive()
  }

  /** What the disk was asked for, and has not done. */
  get waiting(): PendingOperation['kind'][] {
    return this.server.store.pending.map(({ kind }) => kind)
  }

  /** Every operation of this kind that waits now ends well, or fails. */
  async disk(kind: PendingOperation['kind'], { fails = false } = {}): Promise<void> {
    await settle()
    // A sync soon after another one begins a little later.
    if (kind === 'sync' && !this.waiting.includes(kind)) await this.wait(SYNC_EVERY_MS)
    for (const operation of this.server.store.pending.filter((one) => one.kind === kind)) {
      if (fails) operation.fail(false)
      else operation.succeed()
    }
    await this.arrive()
  }

  /** What all see; fails when they do not see the same. */
  page(): string {
    const [page, ...others] = new Set(this.people.map(({ text }) => text.toJSON()))
    if (others.length > 0) throw new Error(`people see different pages: ${[page, ...others].join(' | ')}`)
    return page ?? ''
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
