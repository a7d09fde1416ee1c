/** How many connections each person has. */
export class Occupancy {
  readonly #most: number
  readonly #counts = new Map<string, number>()

  constructor(most: number) {
    this.#most = most
  }

  /** Counts one more; returns how to take it back, or null when it is one too many. */
  admit(person: string): (() => void) | null {
    const count = this.#counts.get(person) ?? 0
    if (count >= this.#most) return null
    this.#counts.set(person, count + 1)
    return () => {
      const left = (this.#counts.get(person) ?? 1) - 1
      if (left === 0) this.#counts.delete(person)
      else this.#counts.set(person, left)
    }
  }
}
