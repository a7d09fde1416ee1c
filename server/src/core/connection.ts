import type { CloseReason } from '@weft/shared/closeCodes'
import type { ServerEvent } from '@weft/shared/events'
import {
  decodeMessage,
  encodeDenied,
  encodeEvent,
  encodeSaved,
  MalformedFrame,
  type Message,
} from '@weft/shared/wire'
import type { Meter } from '../ports/meter.ts'
import { can, type Role } from './access.ts'
import type { Member } from './member.ts'
import type { Room } from './room.ts'

/** The far end, as the core sees it: bytes go out in order until it is closed. */
export interface Outlet {
  send(frame: Uint8Array): void
  close(reason: CloseReason): void
  /** Stops and goes on reading what the far end sends; a few frames may still come. */
  pause(): void
  resume(): void
  /** Calls back when the far end has shown that it lives, behind all that it had sent before; ends it when it does not. */
  probe(answered: () => void): void
}

/**
 * One client in one room: it reads frames, asks `can`, counts what carries updates and acknowledges it.
 * It knows no other connection and no store.
 */
export class Connection implements Member {
  readonly #room: Room
  readonly #outlet: Outlet
  readonly #role: Role
  /** Whether the client asked for Weft's own messages. */
  readonly #speaksWeft: boolean
  readonly #meter: Meter
  #received = 0
  #saved = 0
  #closed = false
  #pauses = 0
  /** What came while paused, in its order. */
  readonly #held: (() => void)[] = []
  readonly #probes: (() => void)[] = []

  constructor(room: Room, outlet: Outlet, options: { role: Role; speaksWeft: boolean; meter: Meter }) {
    this.#room = room
    this.#outlet = outlet
    this.#role = options.role
    this.#speaksWeft = options.speaksWeft
    this.#meter = options.meter
    room.join(this)
  }

  /** Takes one frame of the client. A frame that cannot be read ends the connection, and nothing else. */
  receive(frame: Uint8Array): void {
    if (this.#closed) return
    if (this.#pauses > 0) return void this.#held.push(() => this.receive(frame))
    this.#meter.count('frames_received_total')
    try {
      this.#obey(decodeMessage(frame))
    } catch (error) {
      if (!(error instanceof MalformedFrame)) throw error
      this.close('malformed')
    }
  }

  /** Tells that the far end is gone. */
  end(): void {
    if (this.#closed) return
    this.#closed = true
    this.#room.leave(this)
    for (const answered of this.#probes.splice(0)) answered()
  }

  send(frame: Uint8Array): void {
    if (this.#closed) return
    this.#meter.count('frames_sent_total')
    this.#outlet.send(frame)
  }

  saved(count: number): void {
    if (!this.#speaksWeft || count <= this.#saved) return
    this.#saved = count
    this.send(encodeSaved(count))
  }

  tell(event: ServerEvent): void {
    if (this.#speaksWeft) this.send(encodeEvent(event))
  }

  pause(): () => void {
    if (this.#pauses++ === 0) this.#outlet.pause()
    return () => this.#resume()
  }

  probe(answered: () => void): void {
    this.#probes.push(answered)
    const heard = (): void => {
      // What was sent before the answer may still be held here.
      if (this.#pauses > 0 && !this.#closed) return void this.#held.push(heard)
      const at = this.#probes.indexOf(answered)
      if (at < 0) return
      this.#probes.splice(at, 1)
      answered()
    }
    this.#outlet.probe(heard)
  }

  close(reason: CloseReason): void {
    if (this.#closed) return
    if (reason === 'malformed') this.#meter.count('updates_refused_total')
    this.end()
    this.#outlet.close(reason)
  }

  #resume(): void {
    this.#pauses--
    while (this.#pauses === 0 && this.#held.length > 0) this.#held.shift()!()
    if (this.#pauses === 0) this.#outlet.resume()
  }

  #obey(message: Message): void {
    switch (message.type) {
      case 'step1':
        if (can(this.#role, 'read')) this.#room.sync(this, message.stateVector)
        return
      case 'step2':
      case 'update':
        return this.#edit(message.update)
      case 'awareness':
        if (can(this.#role, 'appear')) this.#room.announce(this, message.entries)
        return
      case 'queryAwareness':
        if (can(this.#role, 'read')) this.#room.showPresence(this)
        return
      default:
        return message satisfies never
    }
  }

  #edit(update: Uint8Array): void {
    this.#received++
    this.#meter.count('updates_received_total')
    if (can(this.#role, 'edit')) this.#room.edit(this, update, this.#received)
    else this.send(encodeDenied('you may read this document, not change it'))
  }
}
