const LONGEST = 64

/** Gives each block an id of its own: of equal blocks with one id, the second would be taken for a twin [M24]. */
export class Ids {
  readonly #taken = new Set<string>()
  readonly #mint: () => string

  constructor(mint: () => string) {
    this.#mint = mint
  }

  /** The id that is wished for if it can be had, else a new one. */
  take(wished?: unknown): string {
    let id = isId(wished) ? wished : this.#mint()
    while (this.#taken.has(id)) id = this.#mint()
    this.#taken.add(id)
    return id
  }
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST
}
