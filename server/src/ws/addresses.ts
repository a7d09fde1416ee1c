import type { IncomingMessage } from 'node:http'

interface Address {
  connections: number
  /** How many more may be opened at once; grows with time. Below zero none may. */
  credit: number
  at: number
}

export interface AddressLimits {
  perAddress: number
  inAll: number
  /** How many connections an address may open in a second, when it goes on for long. */
  opensPerSecond: number
}

/** So many seconds' worth may come at once: a school behind one address comes back after a restart. */
const SAVED_UP_SECONDS = 100
/** What a frame may take without being counted; a long one of honest people takes less than this many times over. */
const FREE_MS = 20
/** Who sent what took long pays for it with connections that it may not open: so many for each millisecond. */
const OPENS_FOR_A_MS = 2
/** However much it was, after this many seconds without more it is forgiven. */
const LONGEST_DEBT_SECONDS = 10
/** Addresses that nobody is connected from are forgotten when there are more of them. */
const REMEMBERED = 10_000

/**
 * What comes from one address, and from all: how many connections there are, how fast they are opened, and how much
 * of the server's time single frames from there took. It admits a new connection only under all limits.
 */
export class Addresses {
  readonly #limits: AddressLimits
  readonly #now: () => number
  readonly #known = new Map<string, Address>()
  #total = 0

  constructor(limits: AddressLimits, now: () => number) {
    this.#limits = limits
    this.#now = now
  }

  get total(): number {
    return this.#total
  }

  /** Counts a connection; returns how to take it back, or null when it is one too many. */
  admit(address: string): (() => void) | null {
    const from = this.#address(address)
    if (from.credit < 1) return null
    from.credit--
    if (this.#total >= this.#limits.inAll || from.connections >= this.#limits.perAddress) return null
    this.#total++
    from.connections++
    return () => {
      this.#total--
      from.connections--
    }
  }

  /** Tells that a frame from this address took so long, in milliseconds. */
  charge(address: string, milliseconds: number): void {
    if (milliseconds <= FREE_MS) return
    const from = this.#address(address)
    const debt = -LONGEST_DEBT_SECONDS * this.#limits.opensPerSecond
    from.credit = Math.max(debt, from.credit - (milliseconds - FREE_MS) * OPENS_FOR_A_MS)
  }

  #address(address: string): Address {
    const most = SAVED_UP_SECONDS * this.#limits.opensPerSecond
    const now = this.#now()
    const known = this.#known.get(address) ?? { connections: 0, credit: most, at: now }
    known.credit = Math.min(most, known.credit + ((now - known.at) / 1000) * this.#limits.opensPerSecond)
    known.at = now
    this.#known.set(address, known)
    if (this.#known.size > REMEMBERED) this.#forget(address)
    return known
  }

  /** Lets the addresses go that nobody is connected from, oldest first; not the one that is asked about. */
  #forget(asked: string): void {
    for (const [address, { connections }] of this.#known) {
      if (this.#known.size <= REMEMBERED / 2) return
      if (connections === 0 && address !== asked) this.#known.delete(address)
    }
  }
}

/**
 * Where a request comes from. Behind a proxy that is trusted it is the last entry of X-Forwarded-For, which that
 * proxy wrote; the ones before it are the client's own words.
 */
export function addressOf(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? request.headers['x-forwarded-for'] : undefined
  const last = String(forwarded ?? '')
    .split(',')
    .at(-1)
    ?.trim()
  return last || (request.socket.remoteAddress ?? 'unknown')
}
