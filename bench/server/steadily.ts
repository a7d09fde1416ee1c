import { setTimeout } from 'node:timers/promises'
import { Late } from '../pace.ts'
import { Delays } from './delays.ts'

/** How late the generator may be, once in a hundred times, before what was measured meanwhile means nothing. */
const LATEST_MS = 20

/** How it went. */
export interface Steadiness {
  /** How late one turn in a hundred was, or later, in ms. */
  readonly late: number
}

/** Throws Late when the generator did not keep its rhythm. */
export function assertSteady({ late }: Steadiness): void {
  if (late > LATEST_MS) throw new Late(`one turn in a hundred was ${Math.round(late)} ms late or more`)
}

/**
 * Does something so many times a second for some seconds, each as soon after it is due as the generator can. What is
 * due at the same turn is done together: `act` is told how many there are, and what time it is.
 */
export async function steadily(
  hertz: number,
  seconds: number,
  act: (times: number, now: number) => void,
): Promise<Steadiness> {
  const lateness = new Delays()
  const start = performance.now()
  const all = Math.round(hertz * seconds)
  for (let done = 0; done < all;) {
    const due = start + ((done + 1) * 1000) / hertz
    const waited = performance.now()
    await setTimeout(Math.max(1, due - waited))
    const now = performance.now()
    lateness.add(now - Math.max(due, waited + 1))
    const times = Math.min(all, Math.floor(((now - start) / 1000) * hertz)) - done
    if (times > 0) act(times, now)
    done += Math.max(0, times)
  }
  return { late: lateness.quantile(0.99) }
}
