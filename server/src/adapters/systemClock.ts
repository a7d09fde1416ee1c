import type { Clock } from '../ports/clock.ts'

/** The time and the event loop of this process. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds).unref()
    return () => clearTimeout(timer)
  },
  turn: (run) => void setImmediate(run),
}
