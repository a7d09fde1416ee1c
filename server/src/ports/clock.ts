/** Time and turns, passed in so that a test can hold both in its hand. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs once, `milliseconds` from now or a little later. The returned function calls it off. */
  after(milliseconds: number, run: () => void): () => void
  /** Runs once, after what has already arrived in this turn of the event loop. In the order of the calls. */
  turn(run: () => void): void
}
