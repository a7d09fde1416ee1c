import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** What may have changed: the rights of this person, or on this document; of everybody on everything without either. */
export interface Scope {
  person?: string
  document?: string
}

/** What all that is known of people and rights is asked and changed with. */
export interface Directory {
  db: Kysely<Schema>
  /** Milliseconds since 1970. */
  now: () => number
  /** Fills an array with random bytes, like `crypto.getRandomValues`. */
  random: (bytes: Uint8Array<ArrayBuffer>) => void
  /**
   * To be called, and waited for, after a right may have ended and before that is answered: connections are asked anew
   * whether they may stay.
   */
  rightsChanged: (scope: Scope) => Promise<void>
}
