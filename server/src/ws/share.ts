/** What somebody may use at once who used little before: the import of a long history takes less. */
const SAVED_UP_MS = 5000
/** Nobody is kept waiting longer than this at a time: a far end that is not read from cannot show that it lives. */
const LONGEST_PAUSE_MS = 250

/**
 * What one connection may use of the server's time. Who uses more is read from more slowly, so that the others notice
 * nothing; nothing is lost and nobody is closed for it.
 */
export class Share {
  /** The part of all time, from 0 to 1. */
  readonly #part: number
  #left = SAVED_UP_MS
  #at: number

  constructor(percent: number, now: number) {
    this.#part = percent / 100
    this.#at = now
  }

  /** Tells that time was used, in milliseconds; returns for how long nothing more is to be read. */
  use(milliseconds: number, now: number): number {
    this.#left = Math.min(SAVED_UP_MS, this.#left + (now - this.#at) * this.#part) - milliseconds
    this.#at = now
    return this.#left >= 0 ? 0 : Math.min(-this.#left / this.#part, LONGEST_PAUSE_MS)
  }
}
