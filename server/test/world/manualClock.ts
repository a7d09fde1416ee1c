import type { Clock } from '../../src/ports/clock.ts'

/** A clock that a test moves by hand: turns and timers run when it says so. */
export class ManualClock implements Clock {
  #now: number
  readonly #turns: (() => void)[] = []
  readonly #timers = new Set<{ at: number; run: () => void }>()

  constructor(now = 1_700_000_000_000) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  after(milliseconds: number, run: () => void): () => void {
    const timer = { at: this.#now + milliseconds, run }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  turn(run: () => void): void {
    this.#turns.push(run)
  }

  /** Ends the turn: runs what asked for it, in order. */
  endTurn(): void {
    for (const run of this.#turns.splice(0)) run()
  }

  /** Lets time pass; due timers run in their order. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds
    for (;;) {
      const due = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (due === undefined) break
      this.#now = Math.max(this.#now, due.at)
      this.#timers.delete(due)
      due.run()
    }
    this.#now = end
  }
}
