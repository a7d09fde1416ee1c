/** A far end that does not read as fast as it is sent to. */
export interface SlowReader {
  /** How many bytes wait for it. */
  readonly waiting: number
  /** How long the frame is that it is reading, if that is kept for it. */
  readonly reading: number
  /** Lets all that waits go, and the reader with it. */
  giveUp(): void
}

/**
 * What is kept for slow readers, in all: what waits for them, and what they are reading unless others hold it anyway. When that is
 * too much, the slowest go, until it is not or one is left (PROTOCOL.md, C3): they come back and are sent what they lack, which
 * is less than all that was kept for them.
 */
export class Backlog {
  readonly #limit: number
  readonly #readers = new Set<SlowReader>()
  /** How many are reading each frame that is kept for them. */
  readonly #frames = new Map<Uint8Array, number>()
  #total = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Tells that so many bytes more wait for a reader, or fewer. */
  change(reader: SlowReader, bytes: number): void {
    this.#total += bytes
    this.#look(reader)
  }

  /** Tells that a reader begins to read a frame which is kept for it and those who asked alike. */
  begin(reader: SlowReader, frame: Uint8Array): void {
    const readers = this.#frames.get(frame) ?? 0
    this.#frames.set(frame, readers + 1)
    if (readers === 0) this.#total += frame.length
    this.#look(reader)
  }

  /** Tells that a reader has read such a frame, or never will. */
  end(reader: SlowReader, frame: Uint8Array): void {
    const readers = this.#frames.get(frame) ?? 0
    if (readers > 1) this.#frames.set(frame, readers - 1)
    else if (this.#frames.delete(frame)) this.#total -= frame.length
    this.#look(reader)
  }

  #look(reader: SlowReader): void {
    if (reader.waiting + reader.reading > 0) this.#readers.add(reader)
    else this.#readers.delete(reader)
    while (this.#total > this.#limit && this.#readers.size > 1) this.#slowest().giveUp()
  }

  #slowest(): SlowReader {
    const kept = ({ waiting, reading }: SlowReader): number => waiting + reading
    return [...this.#readers].reduce((a, b) => (kept(a) >= kept(b) ? a : b))
  }
}
