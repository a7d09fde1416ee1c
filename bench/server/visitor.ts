import { encodeStep1, encodeStep2 } from '@weft/shared/wire'
import type { Heard } from './dialect.ts'
import type { ServerProcess } from './serverProcess.ts'
import { Wire } from './wire.ts'

const NOTHING = Uint8Array.of(0, 0)
const KNOWS_NOTHING = Uint8Array.of(0)

/** What somebody has who comes to a room, as bytes of Yjs. */
export interface Luggage {
  readonly stateVector: Uint8Array
  /** What a server that knows so much lacks of it. */
  missingFrom(stateVector: Uint8Array): Uint8Array
}

const emptyHanded: Luggage = { stateVector: KNOWS_NOTHING, missingFrom: () => NOTHING }

/** One connection to one room, without a document of its own: it speaks as a stock provider does, and tells what it hears. */
export class Visitor {
  /** What is kept of what it heard has to be copied. */
  onHeard: (heard: Heard) => void = () => {}
  /** What the server was sent because it asked. */
  uploadedBytes = 0
  readonly #room: string
  readonly #server: ServerProcess
  readonly #luggage: Luggage
  readonly #synced = Promise.withResolvers<void>()
  #wire: Wire | null = null

  private constructor(server: ServerProcess, room: string, luggage: Luggage) {
    this.#server = server
    this.#room = room
    this.#luggage = luggage
  }

  /** Connects and asks for what it lacks. `meet` is given the visitor before anything is heard. */
  static async come(
    server: ServerProcess,
    room: string,
    meet: (visitor: Visitor) => void = () => {},
    luggage = emptyHanded,
  ): Promise<Visitor> {
    const visitor = new Visitor(server, room, luggage)
    meet(visitor)
    const { dialect, keeps } = server.contestant
    const wire = await Wire.open(server.port, dialect.path(room), (opening) => {
      opening.onMessage = (message) => visitor.#take(dialect.hear(room, message), opening)
      opening.onClose = (code) =>
        visitor.#synced.reject(new Error(`${server.contestant.name} hung up: ${code}`))
    })
    visitor.#wire = wire
    const greeting = dialect.greet(room)
    if (greeting !== null) wire.send(greeting)
    else if (keeps) visitor.#ask(wire)
    // Who only relays has nothing to ask for: everybody else would hear the question.
    else visitor.#synced.resolve()
    visitor.#synced.promise.catch(() => {})
    return visitor
  }

  /** Resolves when the server has answered with what this one lacks. */
  get synced(): Promise<void> {
    return this.#synced.promise
  }

  /** What went over the cable, both ways. */
  get bytes(): number {
    return this.#wire?.bytes ?? 0
  }

  /** Says messages of y-websocket's, in one write. */
  say(...messages: readonly Uint8Array[]): void {
    const { dialect } = this.#server.contestant
    this.#wire?.send(...messages.map((message) => dialect.say(this.#room, message)))
  }

  leave(): void {
    this.#wire?.close()
  }

  #ask(wire: Wire): void {
    wire.send(this.#server.contestant.dialect.say(this.#room, encodeStep1(this.#luggage.stateVector)))
  }

  #take(heard: Heard, wire: Wire): void {
    if (heard.kind === 'welcome') return this.#ask(wire)
    if (heard.kind === 'step1') {
      const missing = this.#luggage.missingFrom(heard.bytes)
      this.uploadedBytes += missing.length
      wire.send(this.#server.contestant.dialect.say(this.#room, encodeStep2(missing)))
      return
    }
    this.onHeard(heard)
    if (heard.kind === 'step2') this.#synced.resolve()
  }
}
