const REMEMBERED = 20_000

interface Bucket {
  left: number
  at: number
}

/**
 * How often something may be tried: so many times at once, and one more each `refillMs`. Kept for each key apart, which
 * is something that whoever tries cannot choose: an account, or the address that the connection really comes from.
 */
export class Attempts {
  readonly #most: number
  readonly #refillMs: number
  readonly #now: () => number
  readonly #buckets = new Map<string, Bucket>()

  constructor({ most, refillMs }: { most: number; refillMs: number }, now: () => number) {
    this.#most = most
    this.#refillMs = refillMs
    this.#now = now
  }

  /** Takes one; false when there is none left, and then nothing is taken. */
  take(key: string): boolean {
    const bucket = this.#bucket(key)
    if (bucket.left < 1) return false
    bucket.left--
    return true
  }

  /** It was no guess: this one does not count. */
  giveBack(key: string): void {
    const bucket = this.#bucket(key)
    bucket.left = Math.min(this.#most, bucket.left + 1)
  }

  /** It was no guess: all are there again. */
  forget(key: string): void {
    this.#buckets.delete(key)
  }

  #bucket(key: string): Bucket {
    const now = this.#now()
    const known = this.#buckets.get(key) ?? { left: this.#most, at: now }
    known.left = Math.min(this.#most, known.left + (now - known.at) / this.#refillMs)
    known.at = now
    // The one that was asked about longest ago goes first.
    this.#buckets.delete(key)
    this.#buckets.set(key, known)
    for (const oldest of this.#buckets.keys()) {
      if (this.#buckets.size <= REMEMBERED) break
      this.#buckets.delete(oldest)
    }
    return known
  }
}
