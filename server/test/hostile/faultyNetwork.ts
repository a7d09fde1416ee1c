import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type RawData, WebSocket, WebSocketServer } from 'ws'
import type { Random } from '../world/random.ts'

/** One direction of one connection: what arrives on one side leaves on the other, sooner or later, or never. */
interface Lane {
  to: WebSocket
  /** Resolves when all before it has left. */
  tail: Promise<void>
  /** Kept back, to leave behind the next. */
  swapped: RawData | null
}

interface Connection {
  client: WebSocket
  server: WebSocket
  lanes: Lane[]
  /** Whether a message was lost: no network loses one of a connection and keeps the connection. */
  isBroken: boolean
}

/** A network between people and a server that delays, repeats, swaps and loses messages, cuts connections, and half-cuts them. */
export class FaultyNetwork {
  readonly #random: Random
  readonly #proxy: WebSocketServer
  readonly #connections = new Set<Connection>()
  /** Server sides whose clients are gone, which nobody tells the server. */
  readonly #halfOpen: WebSocket[] = []
  #faults = true
  readonly count = { delayed: 0, repeated: 0, swapped: 0, lost: 0, cut: 0, halfCut: 0 }

  private constructor(proxy: WebSocketServer, target: string, random: Random) {
    this.#proxy = proxy
    this.#random = random
    proxy.on('connection', (client, { url }) => this.#connect(client, `${target}${url}`))
  }

  /** @param target the server's address, without a path. */
  static async start(target: string, random: Random): Promise<FaultyNetwork> {
    const proxy = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    await once(proxy, 'listening')
    return new FaultyNetwork(proxy, target, random)
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#proxy.address() as AddressInfo).port}`
  }

  /** Somebody's connection goes: for both sides, or for the client only. */
  cut(): void {
    const connection = this.#random.pick([...this.#connections])
    if (connection === undefined) return
    const half = this.#random.chance(0.5)
    this.count[half ? 'halfCut' : 'cut']++
    this.#end(connection, half)
  }

  /** Faults end; what lost a message is cut, what is half-open stays so. */
  heal(): void {
    this.#faults = false
    for (const connection of this.#connections) {
      if (connection.isBroken) this.#end(connection, false)
      // What was kept back leaves now, though nothing comes behind it.
      else for (const lane of connection.lanes) this.#send(lane)
    }
  }

  close(): void {
    for (const connection of this.#connections) this.#end(connection, false)
    for (const server of this.#halfOpen) server.terminate()
    this.#proxy.close()
  }

  #connect(client: WebSocket, url: string): void {
    const server = new WebSocket(url)
    const opened = new Promise<void>((resolve) => server.once('open', resolve).once('close', () => resolve()))
    const up = { to: server, tail: opened, swapped: null }
    const down = { to: client, tail: Promise.resolve(), swapped: null }
    const connection = { client, server, lanes: [up, down], isBroken: false }
    this.#connections.add(connection)
    this.#carry(connection, client, up)
    this.#carry(connection, server, down)
    for (const side of [client, server]) {
      side.on('error', () => {})
      side.on('close', () => this.#end(connection, false))
    }
  }

  #carry(connection: Connection, from: WebSocket, lane: Lane): void {
    from.on('message', (data) => {
      const dice = this.#faults ? this.#random.below(1000) : 1000
      if (dice < 4) {
        this.count.lost++
        connection.isBroken = true
      } else if (dice < 40) this.#send(lane, data, data)
      else if (dice < 90 && lane.swapped === null) {
        this.count.swapped++
        lane.swapped = data
        this.#send(lane)
      } else this.#send(lane, data)
    })
  }

  #send(lane: Lane, ...messages: RawData[]): void {
    if (messages.length > 1) this.count.repeated++
    const late = this.#faults && this.#random.chance(0.2)
    if (late) this.count.delayed++
    const pause = late ? this.#random.below(150) : 0
    lane.tail = this.#leave(lane, messages, pause)
  }

  async #leave(lane: Lane, messages: RawData[], pause: number): Promise<void> {
    await lane.tail
    if (pause > 0 && this.#faults) await new Promise((resolve) => setTimeout(resolve, pause))
    for (const message of messages) lane.to.send(message, () => {})
    if (lane.swapped === null || (messages.length === 0 && this.#faults)) return
    lane.to.send(lane.swapped, () => {})
    lane.swapped = null
  }

  #end(connection: Connection, half: boolean): void {
    if (!this.#connections.delete(connection)) return
    const { client, server } = connection
    client.terminate()
    if (!half) return server.terminate()
    // It reads nothing more, and answers no ping.
    server.pause()
    this.#halfOpen.push(server)
  }
}
