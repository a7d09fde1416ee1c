import type { IncomingMessage } from 'node:http'

/** How many connections there are, in all and from one address; admits a new one only under both limits. */
export class Addresses {
  readonly #perAddress: number
  readonly #inAll: number
  readonly #counts = new Map<string, number>()
  #total = 0

  constructor(limits: { perAddress: number; inAll: number }) {
    this.#perAddress = limits.perAddress
    this.#inAll = limits.inAll
  }

  get total(): number {
    return this.#total
  }

  /** Counts a connection; returns how to take it back, or null when it is one too many. */
  admit(address: string): (() => void) | null {
    const count = this.#counts.get(address) ?? 0
    if (this.#total >= this.#inAll || count >= this.#perAddress) return null
    this.#total++
    this.#counts.set(address, count + 1)
    return () => {
      this.#total--
      const left = this.#counts.get(address)! - 1
      if (left === 0) this.#counts.delete(address)
      else this.#counts.set(address, left)
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
