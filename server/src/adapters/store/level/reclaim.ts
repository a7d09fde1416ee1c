/** Folded documents that wait for a quiet moment; of more LevelDB gets the room back by itself, as more is written. */
const MOST_WAITING = 1000

/**
 * Gets back the room that folded journals take. LevelDB keeps what was deleted until so much else is written that it merges
 * its tables; where little is written that is never. It is told to when nothing has been written for a while.
 */
export class Reclaim {
  readonly #reclaim: (document: string) => Promise<void>
  readonly #quietMs: number
  readonly #folded = new Set<string>()
  #timer: NodeJS.Timeout | null = null
  #underWay: Promise<void> = Promise.resolve()
  #isQuiet = false

  /** @param reclaim gets back the room of one document; it does not reject. */
  constructor(reclaim: (document: string) => Promise<void>, quietMs: number) {
    this.#reclaim = reclaim
    this.#quietMs = quietMs
  }

  /** Tells that something is written: what is under way comes to rest after the document that it is at. */
  wrote(): void {
    this.#isQuiet = false
    this.#timer?.refresh()
  }

  /** Tells that a document's journal was deleted up to its snapshot. */
  folded(document: string): void {
    if (this.#folded.size < MOST_WAITING) this.#folded.add(document)
    this.#wait()
  }

  /** Ends it; resolves when nothing is under way. */
  async stop(): Promise<void> {
    this.#folded.clear()
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    await this.#underWay
  }

  #wait(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      this.#isQuiet = true
      this.#underWay = this.#underWay.then(() => this.#reclaimAll())
    }, this.#quietMs).unref()
  }

  async #reclaimAll(): Promise<void> {
    for (const document of this.#folded) {
      if (!this.#isQuiet) return this.#wait()
      this.#folded.delete(document)
      await this.#reclaim(document)
    }
  }
}
