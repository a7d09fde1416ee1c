import * as Y from 'yjs'
import { contentOf } from './content.ts'
import type { Typist } from './typist.ts'

/** The letters that an update brings: how many there are of each typist, and how many of them were typed at one moment. */
export interface Letters {
  readonly count: number
  readonly by: ReadonlyMap<Typist, readonly { typedAt: number; count: number }[]>
}

/**
 * Finds the letters of the typists of one room in updates. What all members of a room are sent is the same bytes, and
 * is read once.
 */
export class LetterReader {
  readonly #typists: ReadonlyMap<number, Typist>
  readonly #known = new Map<string, Letters>()

  constructor(typists: readonly Typist[]) {
    this.#typists = new Map(typists.map((typist) => [typist.client, typist]))
  }

  read(update: Uint8Array): Letters {
    const key = contentOf(update)
    const known = this.#known.get(key)
    if (known !== undefined) return known
    if (this.#known.size > 500) this.#known.clear()
    const letters = this.#lettersOf(update)
    this.#known.set(key, letters)
    return letters
  }

  #lettersOf(update: Uint8Array): Letters {
    const by = new Map<Typist, { typedAt: number; count: number }[]>()
    let count = 0
    for (const { id, length } of Y.decodeUpdate(update).structs) {
      const typist = this.#typists.get(id.client)
      if (typist === undefined) continue
      count += length
      const moments = by.get(typist) ?? []
      by.set(typist, moments)
      for (let clock = id.clock; clock < id.clock + length; clock++) {
        const typedAt = typist.typedAt[clock] ?? Number.NaN
        const last = moments.at(-1)
        if (last?.typedAt === typedAt) last.count++
        else moments.push({ typedAt, count: 1 })
      }
    }
    return { count, by }
  }
}
