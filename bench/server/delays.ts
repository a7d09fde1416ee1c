const STEP_MS = 0.02
const LONGEST_MS = 20_000

/** How long many things took, counted in steps of 0.02 ms: millions of figures would weigh on what takes them. */
export class Delays {
  readonly #counts = new Uint32Array(LONGEST_MS / STEP_MS + 1)
  #total = 0

  add(milliseconds: number, times = 1): void {
    const step = Math.round(Math.min(Math.max(milliseconds, 0), LONGEST_MS) / STEP_MS)
    this.#counts[step]! += times
    this.#total += times
  }

  /** The value below which this share of all lies, by the nearest rank; NaN of none. */
  quantile(share: number): number {
    if (this.#total === 0) return Number.NaN
    const wanted = Math.max(1, Math.ceil(share * this.#total))
    let seen = 0
    const step = this.#counts.findIndex((count) => (seen += count) >= wanted)
    return step * STEP_MS
  }

  clear(): void {
    this.#counts.fill(0)
    this.#total = 0
  }
}
