/** A far end that does not read as fast as it is sent to. */
export interface SlowReader {
  /** How many bytes wait for it. */
  readonly waiting: number
  /** Lets all that waits go, and the reader with it. */
  giveUp(): void
}

/**
 * What waits for slow readers, in all. When that is too much, the slowest go, until it is not (PROTOCOL.md, C3):
 * they come back and are sent what they lack, which is less than all that was kept for them.
 */
export class Backlog {
  readonly #limit: number
  readonly #readers = new Set<SlowReader>()
  #total = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Tells that so many bytes more wait for a reader, or fewer. */
  change(reader: SlowReader, bytes: number): void {
    this.#total += bytes
    if (reader.waiting > 0) this.#readers.add(reader)
    else this.#readers.delete(reader)
    while (this.#total > this.#limit && this.#readers.size > 0) this.#slowest().giveUp()
  }

  #slowest(): SlowReader {
    return [...this.#readers].reduce((a, b) => (a.waiting >= b.waiting ? a : b))
  }
}
