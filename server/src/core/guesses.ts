import { Attempts } from './attempts.ts'

const MINUTE = 60_000

/**
 * How often a secret may be guessed at: so many times in a row from one network, and so many from all of them together.
 * Whoever guesses at what somebody else knows does not lock them out at their own place.
 */
export class Guesses {
  readonly #fromOne: Attempts
  readonly #fromAll: Attempts

  constructor({ fromOne, fromAll }: { fromOne: number; fromAll: number }, now: () => number) {
    this.#fromOne = new Attempts({ most: fromOne, refillMs: 5 * MINUTE }, now)
    this.#fromAll = new Attempts({ most: fromAll, refillMs: MINUTE }, now)
  }

  /** Takes one guess; false when there is none left. */
  take(what: string, network: string): boolean {
    return this.#fromOne.take(`${what} from ${network}`) && this.#fromAll.take(what)
  }

  /** It was right: whoever knows it may make mistakes again. */
  forget(what: string, network: string): void {
    this.#fromOne.forget(`${what} from ${network}`)
    this.#fromAll.giveBack(what)
  }
}
