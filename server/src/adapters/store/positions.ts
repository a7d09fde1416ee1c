/** How many documents' last positions are kept at hand; the others are looked up. */
const KEPT = 10_000

/** Where the documents end that were used last. */
export class Positions {
  readonly #last = new Map<string, number>()

  of(document: string): number | undefined {
    return this.#last.get(document)
  }

  keep(document: string, position: number): void {
    this.#last.delete(document)
    this.#last.set(document, position)
    if (this.#last.size > KEPT) this.#last.delete(this.#last.keys().next().value!)
  }

  forget(): void {
    this.#last.clear()
  }
}
