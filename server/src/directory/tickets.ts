import type { Directory } from './directory.ts'
import type { Proof } from './proof.ts'
import { hashOf, newSecret } from './secrets.ts'

const LIVES_MS = 30_000
const MOST = 10_000

/**
 * Tickets let one WebSocket in where a cookie cannot go: for half a minute, once. They live in memory, as whoever had
 * one asks for another after a restart.
 */
export class Tickets {
  readonly #directory: Pick<Directory, 'now' | 'random'>
  readonly #open = new Map<string, { proof: Proof; until: number }>()

  constructor(directory: Pick<Directory, 'now' | 'random'>) {
    this.#directory = directory
  }

  /** Makes one for somebody who has shown this. */
  make(proof: Proof): string {
    const now = this.#directory.now()
    for (const [hash, { until }] of this.#open) {
      if (until > now && this.#open.size < MOST) break
      this.#open.delete(hash)
    }
    const ticket = newSecret(this.#directory.random, 'weft_ticket_')
    this.#open.set(hashOf(ticket), { proof, until: now + LIVES_MS })
    return ticket
  }

  /** What its maker has shown; null for one that was used, is too old, or never was. */
  redeem(ticket: string): Proof | null {
    const hash = hashOf(ticket)
    const found = this.#open.get(hash)
    this.#open.delete(hash)
    return found !== undefined && found.until > this.#directory.now() ? found.proof : null
  }
}
