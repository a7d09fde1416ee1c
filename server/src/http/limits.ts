import { Attempts } from '../core/attempts.ts'
import { Guesses } from '../core/guesses.ts'

const MINUTE = 60_000

/** How often what may be done: by whom, or from which network, decides the route. */
export interface Limits {
  /** Guesses at the password of an account. */
  passwords: Guesses
  /** Guesses at the password of a link. */
  linkPasswords: Guesses
  /** What is asked of one person, or sent to them: a code, their present password, a mail. */
  ofPerson: Attempts
  /** Whatever lets people in, from one network; what was right is given back. */
  entrances: Attempts
  /** What is begun here and ended elsewhere: tickets, journeys to providers, challenges of passkeys. */
  beginnings: Attempts
  /** All that is asked of the API from one network. */
  requests: Attempts
  accessRequests: Attempts
  /** New documents, and new guests who give themselves a name. */
  making: Attempts
}

/** All of them unused. @param now is in milliseconds, from any beginning. */
export const newLimits = (now: () => number): Limits => ({
  passwords: new Guesses({ fromOne: 10, fromAll: 100 }, now),
  // A class that opens a page at the same moment comes from one network.
  linkPasswords: new Guesses({ fromOne: 40, fromAll: 100 }, now),
  ofPerson: new Attempts({ most: 10, refillMs: 5 * MINUTE }, now),
  entrances: new Attempts({ most: 100, refillMs: MINUTE / 2 }, now),
  beginnings: new Attempts({ most: 1000, refillMs: 200 }, now),
  requests: new Attempts({ most: 10_000, refillMs: 10 }, now),
  accessRequests: new Attempts({ most: 20, refillMs: MINUTE }, now),
  making: new Attempts({ most: 300, refillMs: MINUTE / 12 }, now),
})
