import type { CloseReason } from '@weft/shared/closeCodes'
import { Connection } from '../../src/core/connection.ts'
import { Journal } from '../../src/core/journal.ts'
import { type Lease, Rooms } from '../../src/core/rooms.ts'
import type { Chronicle, Introduction } from '../../src/ports/chronicle.ts'
import { ManualClock } from './manualClock.ts'
import { idleMeter, silentLog } from './silence.ts'
import { type SimulatedDisk, SimulatedStore } from './simulatedStore.ts'

/** What travels between a client and the server, delivered by hand and lost when the network is. */
export interface Link {
  toServer: Uint8Array[]
  toClient: Uint8Array[]
  /** What the server closed it with; null while it is open. */
  closedWith: CloseReason | null
}

/** Begins a question whether the far end lives, and its answer: what a ping is on a real socket. */
export const PROBE = 254

export interface Line {
  link: Link
  /** Takes what the client sent: a frame, or the answer to a probe. */
  receive(frame: Uint8Array): void
  connection: Connection
  lease: Lease
}

/** One server process in the world: the real core on a simulated disk. Killed, it is never heard of again. */
export class SimulatedServer {
  readonly clock: ManualClock
  readonly store: SimulatedStore
  readonly journal: Journal
  readonly rooms: Rooms
  readonly lines = new Set<Line>()
  /** Who was seen to bring what under which client id. */
  readonly introductions: Introduction[] = []
  readonly chronicle: Chronicle = {
    introduced: (introduction) => void this.introductions.push(introduction),
    titled: () => {},
  }
  #closing = false

  constructor(disk: SimulatedDisk, now: number) {
    this.clock = new ManualClock(now)
    disk.open()
    this.store = new SimulatedStore(disk)
    const parts = { store: this.store, clock: this.clock, log: silentLog, meter: idleMeter }
    this.journal = new Journal(parts)
    this.rooms = new Rooms({ ...parts, journal: this.journal, chronicle: this.chronicle, compactBytes: 300 })
  }

  /** Opens a room for a link as the WebSocket layer does; null when it could not be loaded. */
  async admit(document: string, link: Link): Promise<Line | null> {
    if (this.#closing) return null
    const lease = await this.rooms.open(document, { orNew: true }).catch(() => null)
    if (lease === null || this.#closing) {
      lease?.release()
      return null
    }
    const probes: (() => void)[] = []
    const outlet = {
      pause: () => {},
      resume: () => {},
      onBehalf: (act: () => void) => act(),
      probe: (answered: () => void) => {
        probes.push(answered)
        link.toClient.push(Uint8Array.of(PROBE))
      },
      send: (frame: Uint8Array) => void link.toClient.push(frame),
      close: (reason: CloseReason) => {
        link.closedWith = reason
        this.#forget(line)
      },
    }
    const connection = new Connection(lease.room, outlet, {
      standing: { role: 'editor', person: null },
      speaksWeft: true,
      signs: false,
      meter: idleMeter,
    })
    const receive = (frame: Uint8Array): void => {
      if (frame[0] === PROBE) probes.shift()?.()
      else connection.receive(frame)
    }
    const line: Line = { link, receive, connection, lease }
    this.lines.add(line)
    return line
  }

  /** The server learns that the far end is gone. */
  hangUp(line: Line): void {
    if (!this.lines.has(line)) return
    line.connection.end(() => this.#forget(line))
  }

  /** SIGTERM: takes nobody new; resolves when everything is on stable storage. */
  async close(): Promise<void> {
    this.#closing = true
    await this.rooms.close()
  }

  #forget(line: Line): void {
    this.lines.delete(line)
    line.lease.release()
  }
}
