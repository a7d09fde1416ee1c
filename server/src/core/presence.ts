import { type AwarenessEntry, encodeAwareness } from '@weft/shared/wire'
import type { Clock } from '../ports/clock.ts'
import type { Member } from './member.ts'

/** The longest state of one client, in UTF-16 code units of its JSON. */
const MAX_STATE = 4096
/** After a change was sent, later ones gather for this long. */
const WINDOW_MS = 16
/** A stock client takes a silent peer for gone after 30 s. */
const RENEW_MS = 10_000
/** What somebody who left was stamped with is remembered for this long. */
const FORGET_MS = 10_000
/** Who says nothing about itself is shown the others after this long. */
const SHY_MS = 1000
const GONE = 'null'

interface Entry {
  member: Member
  client: number
  state: string
}

/**
 * Who is in one room and where their carets are: one entry for each connection, forwarded with clocks of the
 * server's own (PROTOCOL.md, P1–P6). Being the only one that counts, it can renew the entry of a sleeping tab,
 * and show those who come back what they had forgotten. It knows no document.
 */
export class Presence {
  readonly #clock: Clock
  readonly #members = new Map<Member, Entry | null>()
  /** Members that have not been shown the others yet. */
  readonly #newcomers = new Set<Member>()
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
    this.#members.set(member, null)
    this.#newcomers.add(member)
    this.#renewal ??= this.#clock.after(RENEW_MS, () => this.#renew())
  }

  /** Takes the member's own entry from what it sent; entries of others that it repeats are dropped (P1). */
  announce(member: Member, entries: readonly AwarenessEntry[]): void {
    if (!this.#members.has(member)) return
    for (const entry of entries) this.#take(member, entry)
    if (this.#newcomers.has(member)) this.show(member)
    this.#changes()
  }

  /** Shows a newcomer the others soon, even when it says nothing about itself. */
  expect(member: Member): void {
    this.#clock.after(SHY_MS, () => {
      if (this.#newcomers.has(member)) this.show(member)
    })
  }

  /** Sends a member everybody else, stamped anew so that it is news to a client that came back. */
  show(member: Member): void {
    this.#newcomers.delete(member)
    const entries = [...this.#entries.values()]
    this.#stamp(entries)
    this.#sendOthers(
      member,
      entries.map((entry) => this.#stamped(entry)),
    )
  }

  leave(member: Member): void {
    const entry = this.#members.get(member)
    this.#members.delete(member)
    this.#newcomers.delete(member)
    if (entry) this.#remove(entry)
    this.#changes()
    if (this.#members.size === 0) this.#stop()
  }

  #take(member: Member, { client, state }: AwarenessEntry): void {
    const own = this.#members.get(member) ?? null
    if (own !== null && own.client !== client) return
    if (own === null && (state === GONE || this.#isEcho(member, client))) return
    if (state === GONE && own !== null) {
      this.#members.set(member, null)
      this.#remove(own)
      return
    }
    if (state.length > MAX_STATE || !isState(state)) return
    if (own?.state === state) return
    if (own !== null) {
      own.state = state
    } else {
      // A client that lost its network comes back while its old connection still looks alive: the new one has it.
      const former = this.#entries.get(client)
      if (former !== undefined) this.#members.set(former.member, null)
      const entry = { member, client, state }
      this.#members.set(member, entry)
      this.#entries.set(client, entry)
    }
    this.#changed.add(client)
  }

  /** Stock clients send back what they were told about others; who was told nothing yet speaks for itself. */
  #isEcho(member: Member, client: number): boolean {
    return this.#stamps.has(client) && !this.#newcomers.has(member)
  }

  #remove(entry: Entry): void {
    this.#entries.delete(entry.client)
    this.#changed.add(entry.client)
  }

  /** The first change after a silence leaves at once, later ones together (P4). */
  #changes(): void {
    if (this.#gathering !== null || this.#changed.size === 0) return
    this.#flush()
    this.#gathering = this.#clock.after(WINDOW_MS, () => {
      this.#gathering = null
      this.#changes()
    })
  }

  #flush(): void {
    const changed = [...this.#changed].map(
      (client) => this.#entries.get(client) ?? { client, state: GONE, member: null },
    )
    this.#changed.clear()
    this.#stamp(changed)
    const stamped = changed.map((entry) => this.#stamped(entry))
    const owners = new Set(changed.map((entry) => entry.member))
    const shared = encodeAwareness(stamped)
    for (const member of this.#members.keys()) {
      // A newcomer is told of changes only after it was shown what they change.
      if (this.#newcomers.has(member)) continue
      if (owners.has(member)) this.#sendOthers(member, stamped)
      else member.send(shared)
    }
  }

  /** Tells everybody that the others are still there; who is alone hears at least an empty message (P5). */
  #renew(): void {
    this.#renewal = this.#clock.after(RENEW_MS, () => this.#renew())
    this.#forgetStamps()
    this.#newcomers.clear()
    const entries = [...this.#entries.values()]
    this.#stamp(entries)
    const stamped = entries.map((entry) => this.#stamped(entry))
    for (const member of this.#members.keys()) {
      if (!this.#sendOthers(member, stamped)) member.send(encodeAwareness([]))
    }
  }

  /** Never its own entry: a client takes a newer clock for news and would go back to what it was. */
  #sendOthers(member: Member, stamped: readonly AwarenessEntry[]): boolean {
    const own = this.#members.get(member)?.client
    const others = stamped.filter((entry) => entry.client !== own)
    if (others.length > 0) member.send(encodeAwareness(others))
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

  #stamped({ client, state }: { client: number; state: string }): AwarenessEntry {
    return { client, clock: this.#stamps.get(client) ?? this.#lastStamp, state }
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

function isState(json: string): boolean {
  try {
    const state: unknown = JSON.parse(json)
    return typeof state === 'object' && state !== null
  } catch {
    return false
  }
}
