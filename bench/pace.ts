import { setTimeout } from 'node:timers/promises'
import { quantile } from './quantile.ts'

/** How late a beat in twenty may be, in ms, before what was measured meanwhile means nothing. */
const LATEST_MS = 50

/** The benchmark itself could not keep its rhythm: the machine was busy with something else. */
export class Late extends Error {
  override name = 'Late'
}

/** One frame of a screen. */
const FRAME_MS = 1000 / 60
const GOLDEN = 0.618

/**
 * Does something so many times a second, whatever that takes. Throws Late at its end when more than a beat in twenty was late.
 * The beats are not quite even: those that keep step with the frames would all meet the same moment of one.
 */
export async function pace(hertz: number, times: number, act: (beat: number) => void): Promise<void> {
  const start = performance.now()
  const delays: number[] = []
  for (let beat = 0; beat < times; beat++) {
    const due = start + (beat * 1000) / hertz + ((beat * GOLDEN) % 1) * FRAME_MS
    await setTimeout(Math.max(0, due - performance.now()))
    delays.push(performance.now() - due)
    act(beat)
  }
  await setTimeout(1000 / hertz)
  const delay = quantile(delays, 0.95)
  if (delay > LATEST_MS) throw new Late(`one beat in twenty was ${Math.round(delay)} ms late or more`)
}
