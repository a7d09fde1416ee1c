import type { Store } from '../../ports/store.ts'

/** An update, and where in its document it belongs. */
export interface Entry {
  document: string
  position: number
  update: Uint8Array
}

/** A store that can stand behind a log, which has told already where updates belong. */
export interface Behind extends Store {
  /**
   * Puts all entries where they belong, or none; a document that is not there is made. To do it again is no harm, should it not be
   * known whether it was done, and writes again what is there. Resolves when the process may die.
   */
  place(entries: readonly Entry[]): Promise<void>
}
