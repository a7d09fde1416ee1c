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
import { can } from '@weft/shared/roles'
import type { PersonTag, Standing } from '../ports/access.ts'
import type { Meter } from '../ports/meter.ts'
import { readUpdate, RefusedUpdate } from './incoming.ts'
import type { Member } from './member.ts'
import type { Room } from './room.ts'
import { isState, signState } from './signState.ts'

/** The far end, as the core sees it: bytes go out in order until it is closed. */
export interface Outlet {
  /** @param isExtra whether the bytes are kept in memory only for those who are sent them. */
  send(frame: Uint8Array, isExtra?: boolean): void
  close(reason: CloseReason): void
  /** Stops and goes on reading what the far end sends; a few frames may still come. */
  pause(): void
  resume(): void
  /** Does something that the far end caused, and counts what it takes; whatever that throws ends this connection only. */
  onBehalf(act: () => void): void
  /** Calls back when the far end has shown that it lives, behind all that it had sent before; ends it when it does not. */
  probe(answered: () => void): void
}

export interface ConnectionOptions {
  /** What the client may do at first. */
  standing: Standing
  /** Whether the client asked for Weft's own messages. */
  speaksWeft: boolean
  /** Whether the server says who is who; in open rooms there are no people, and clients speak for themselves. */
  signs: boolean
  meter: Meter
}

/**
 * One client in one room: it reads frames, asks `can`, counts what carries updates and acknowledges it.
 * It knows no other connection and no store.
 */
export class Connection implements Member {
  readonly #room: Room
  readonly #outlet: Outlet
  readonly #speaksWeft: boolean
  readonly #signs: boolean
  readonly #meter: Meter
  #standing: Standing
  #received = 0
  #saved = 0
  /** The first of its messages that was denied: from there on nothing can be called saved by its number. */
  #denied = Number.POSITIVE_INFINITY
  #closed = false
  #pauses = 0
  /** What came while paused, in its order. */
  readonly #held: (() => void)[] = []
  readonly #probes: (() => void)[] = []

  constructor(room: Room, outlet: Outlet, options: ConnectionOptions) {
    this.#room = room
    this.#outlet = outlet
    this.#standing = options.standing
    this.#speaksWeft = options.speaksWeft
    this.#signs = options.signs
    this.#meter = options.meter
    room.join(this)
    if (this.#signs) this.#tellStanding()
  }

  get isClosed(): boolean {
    return this.#closed
  }

  get person(): PersonTag | null {
    return this.#standing.person
  }

  sign(state: string, client: number): string | null {
    if (this.#signs) return signState(state, client, this.person)
    return isState(state) ? state : null
  }

  /** Changes what the client may do, and whom it is taken for, from the next frame on (A3). */
  become(standing: Standing): void {
    if (this.#closed) return
    this.#standing = standing
    this.#tellStanding()
    this.#room.reappear(this)
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

  /** Tells that the far end is gone. What it sent before is taken first; `left` is called when the room knows it no more. */
  end(left: () => void): void {
    if (this.#pauses > 0 && !this.#closed) return void this.#held.push(() => this.end(left))
    this.#leave()
    left()
  }

  send(frame: Uint8Array, isExtra = false): void {
    if (this.#closed) return
    this.#meter.count('frames_sent_total')
    this.#outlet.send(frame, isExtra)
  }

  saved(count: number): void {
    const kept = Math.min(count, this.#denied - 1)
    if (!this.#speaksWeft || kept <= this.#saved) return
    this.#saved = kept
    this.send(encodeSaved(kept))
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
    this.#leave()
    this.#outlet.close(reason)
  }

  onBehalf(act: () => void): void {
    this.#outlet.onBehalf(act)
  }

  #leave(): void {
    if (this.#closed) return
    this.#closed = true
    this.#room.leave(this)
    for (const answered of this.#probes.splice(0)) answered()
  }

  #resume(): void {
    this.#pauses--
    while (this.#pauses === 0 && this.#held.length > 0) this.onBehalf(this.#held.shift()!)
    if (this.#pauses === 0) this.#outlet.resume()
  }

  #obey(message: Message): void {
    switch (message.type) {
      case 'step1':
        if (can(this.#standing.role, 'read')) this.#room.sync(this, message.stateVector)
        return
      case 'step2':
      case 'update':
        return this.#edit(message)
      case 'awareness':
        if (can(this.#standing.role, 'appear')) this.#room.announce(this, message.entries)
        return
      case 'queryAwareness':
        if (can(this.#standing.role, 'read')) this.#room.showPresence(this)
        return
      default:
        return message satisfies never
    }
  }

  #edit({ type, update }: Extract<Message, { update: Uint8Array }>): void {
    this.#received++
    this.#meter.count('updates_received_total')
    if (can(this.#standing.role, 'edit')) return this.#room.edit(this, update, this.#received)
    if (!this.#brings(type, update)) return
    this.#denied = Math.min(this.#denied, this.#received)
    this.send(encodeDenied('you may read this document, not change it'))
  }

  /** Whether a reader sends something new. A step 2 repeats all deletions that it knows of: that is no offence (A6). */
  #brings(type: 'step2' | 'update', update: Uint8Array): boolean {
    try {
      const { structs, deletions } = readUpdate(update).outline
      return structs.length > 0 || (type === 'update' && deletions.length > 0)
    } catch (error) {
      if (!(error instanceof RefusedUpdate)) throw error
      this.close('malformed')
      return false
    }
  }

  #tellStanding(): void {
    this.tell({ type: 'standing', ...this.#standing })
  }
}
