import { type AwarenessEntry, awarenessOf, encodeAwarenessEntry } from '@weft/shared/wire'
import type { Clock } from '../ports/clock.ts'
import type { Member } from './member.ts'

/** The longest state of one client, in UTF-16 code units of its JSON. */
const MAX_STATE = 4096
/** After a change was sent, later ones gather for this long. */
const WINDOW_MS = 15
/** A stock client takes a silent peer for gone after 30 s. */
const RENEW_MS = 12_000
/** What somebody who left was stamped with is remembered for this long. */
const FORGET_MS = 10_000
/** Who says nothing about itself is shown the others after this long. */
const SHY_MS = 1000
const GONE = 'null'

interface Seat {
  /** The one client id that this connection speaks for; null until it has named it. */
  client: number | null
  /** Whether it has not been shown the others yet. */
  isNew: boolean
  /** While it has named none: the clients that it was told of, and may repeat. */
  told: Set<number> | null
  /** Ends the wait for what it says about itself. */
  expecting: (() => void) | null
}

interface Entry {
  member: Member
  client: number
  /** As the client gave it, and as others are shown it. */
  given: string
  state: string
}

/** An entry with its stamp, encoded once for all who are sent it. */
interface Stamped {
  client: number
  bytes: Uint8Array
}

/**
 * Who is in one room and where their carets are: one entry for each connection, forwarded with clocks of the
 * server's own (PROTOCOL.md, P1–P6). Being the only one that counts, it can renew the entry of a sleeping tab,
 * and show those who come back what they had forgotten. It knows no document.
 */
export class Presence {
  readonly #clock: Clock
  readonly #seats = new Map<Member, Seat>()
  readonly #entries = new Map<number, Entry>()
  /** The newest stamp of every client that was seen in this room. */
  readonly #stamps = new Map<number, number>()
  readonly #changed = new Set<number>()
  #lastStamp = 0
  #gathering: (() => void) | null = null
  #renewal: (() => void) | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  join(member: Member): void {
    this.#seats.set(member, { client: null, isNew: true, told: null, expecting: null })
    this.#renewal ??= this.#clock.after(RENEW_MS, () => this.#renew())
  }

  /** The client id that a member announced as its own; null while it has named none. */
  clientOf(member: Member): number | null {
    return this.#seats.get(member)?.client ?? null
  }

  /** Takes the member's own entry from what it sent; entries of others that it repeats are dropped (P1). */
  announce(member: Member, entries: readonly AwarenessEntry[]): void {
    const seat = this.#seats.get(member)
    if (seat === undefined) return
    for (const entry of entries) this.#take(member, seat, entry)
    if (seat.isNew) this.show(member)
    this.#changes()
  }

  /** Shows a newcomer the others soon, even when it says nothing about itself. */
  expect(member: Member): void {
    const seat = this.#seats.get(member)
    if (seat === undefined) return
    seat.expecting ??= this.#clock.after(SHY_MS, () => {
      seat.expecting = null
      if (seat.isNew) this.show(member)
    })
  }

  /** Sends a member everybody else, stamped anew so that it is news to a client that came back. */
  show(member: Member): void {
    const seat = this.#seats.get(member)
    if (seat === undefined) return
    seat.isNew = false
    const entries = [...this.#entries.values()]
    this.#stamp(entries)
    this.#sendOthers(
      member,
      entries.map((entry) => this.#stamped(entry)),
    )
  }

  /** Who the member is, or how it is called, has changed: the others are shown it as it is now. */
  reappear(member: Member): void {
    const own = this.#entryOf(member)
    if (own === undefined) return
    own.state = member.sign(own.given, own.client) ?? own.state
    this.#changed.add(own.client)
    this.#changes()
  }

  leave(member: Member): void {
    const own = this.#entryOf(member)
    this.#seats.get(member)?.expecting?.()
    this.#seats.delete(member)
    if (own !== undefined) this.#remove(own)
    this.#changes()
    if (this.#seats.size === 0) this.#stop()
  }

  #take(member: Member, seat: Seat, { client, state }: AwarenessEntry): void {
    if (seat.client !== null && seat.client !== client) return
    const own = this.#entryOf(member)
    if (state === GONE) {
      if (own !== undefined) this.#remove(own)
      return
    }
    // Stock clients send back what they were told about others; who was told nothing yet speaks for itself.
    const isEcho = seat.client === null && seat.told?.has(client) === true && this.#stamps.has(client)
    if (isEcho || own?.given === state || state.length > MAX_STATE) return
    const signed = member.sign(state, client)
    if (signed === null) return
    // A client that lost its network comes back while its old connection still looks alive: the new one has it.
    seat.client = client
    seat.told = null
    this.#entries.set(client, { member, client, given: state, state: signed })
    this.#changed.add(client)
  }

  #entryOf(member: Member): Entry | undefined {
    const client = this.clientOf(member)
    const entry = client === null ? undefined : this.#entries.get(client)
    return entry?.member === member ? entry : undefined
  }

  #remove(entry: Entry): void {
    this.#entries.delete(entry.client)
    this.#changed.add(entry.client)
  }

  /** The first change after a silence leaves at once, later ones together (P4). */
  #changes(): void {
    if (this.#gathering !== null || this.#changed.size === 0) return
    // Before they leave: what it takes to send them is part of the window, not on top of it.
    this.#gathering = this.#clock.after(WINDOW_MS, () => {
      this.#gathering = null
      this.#changes()
    })
    this.#flush()
  }

  #flush(): void {
    const changed = [...this.#changed].map(
      (client) => this.#entries.get(client) ?? { client, state: GONE, member: null },
    )
    this.#changed.clear()
    this.#stamp(changed)
    const stamped = changed.map((entry) => this.#stamped(entry))
    const owners = new Set(changed.map((entry) => entry.member))
    const shared = awarenessOf(stamped.map(({ bytes }) => bytes))
    for (const [member, seat] of this.#seats) {
      // A newcomer is told of changes only after it was shown what they change.
      if (seat.isNew) continue
      // Built once for all but those who are named in it, or who have not named themselves.
      if (seat.client === null || owners.has(member)) this.#sendOthers(member, stamped)
      else member.send(shared)
    }
  }

  /** Tells everybody that the others are still there; who is alone hears at least an empty message (P5). */
  #renew(): void {
    this.#renewal = this.#clock.after(RENEW_MS, () => this.#renew())
    this.#forgetStamps()
    const entries = [...this.#entries.values()]
    this.#stamp(entries)
    const stamped = entries.map((entry) => this.#stamped(entry))
    for (const [member, seat] of this.#seats) {
      seat.isNew = false
      if (!this.#sendOthers(member, stamped)) member.send(awarenessOf([]))
    }
  }

  /** Never its own entry: a client takes a newer clock for news and would go back to what it was. */
  #sendOthers(member: Member, stamped: readonly Stamped[]): boolean {
    const seat = this.#seats.get(member)
    const others = stamped.filter((entry) => entry.client !== seat?.client)
    if (seat?.client === null) {
      seat.told ??= new Set()
      for (const { client } of others) seat.told.add(client)
    }
    if (others.length > 0) member.send(awarenessOf(others.map(({ bytes }) => bytes)))
    return others.length > 0
  }

  #forgetStamps(): void {
    const old = this.#clock.now() - FORGET_MS
    for (const [client, stamp] of this.#stamps) {
      if (stamp < old && !this.#entries.has(client)) this.#stamps.delete(client)
    }
  }

  #stamp(entries: readonly { client: number }[]): void {
    this.#lastStamp = Math.max(this.#lastStamp + 1, this.#clock.now())
    for (const { client } of entries) this.#stamps.set(client, this.#lastStamp)
  }

  #stamped({ client, state }: { client: number; state: string }): Stamped {
    const clock = this.#stamps.get(client) ?? this.#lastStamp
    return { client, bytes: encodeAwarenessEntry({ client, clock, state }) }
  }

  #stop(): void {
    this.#gathering?.()
    this.#renewal?.()
    this.#gathering = null
    this.#renewal = null
    this.#changed.clear()
    this.#stamps.clear()
  }
}
