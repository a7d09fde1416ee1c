import { performance } from 'node:perf_hooks'
import v8 from 'node:v8'
import vm from 'node:vm'

const LOOK_MS = 250
/** Of the time between two looks the server may have worked this part, to count as having little to do. */
const LITTLE = 0.15
/** So many who came or went since the last time leave something behind that is worth it; fewer never cost anybody a pause. */
const WAVE = 2000
/** So long nobody came or went. Documents are kept a while after the last reader has gone. */
const SETTLED_MS = 500
const ALL_LEFT_MS = 6000
/** It stands in the way of whoever types: 0.25 s where five thousand are connected. So it may take one hundredth of the time. */
const REST = 100
/** Where so much lives that it takes longer, it is left to V8, which does it in pieces. */
const LONGEST_MS = 400

type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void

/**
 * Collects what a wave of people has left behind, when there is little to do, and gives its memory back. V8 does so only
 * when it needs room: of five thousand who came it keeps 29 kB each, where 5 are in use, and 190 MB when they have gone.
 */
export function giveBackMemory(connections: () => number): void {
  v8.setFlagsFromString('--expose-gc')
  const collect = vm.runInNewContext('gc') as Collect
  let before = connections()
  /** How many there were at least and at most since the last time. */
  let [least, most] = [before, before]
  let changedAt = 0
  let notBefore = 0
  let load = performance.eventLoopUtilization()

  const look = (): void => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, load)
    load = now
    const here = connections()
    if (here !== before) changedAt = performance.now()
    before = here
    least = Math.min(least, here)
    most = Math.max(most, here)
    if (most - least < WAVE || utilization > LITTLE) return
    const begun = performance.now()
    if (begun < notBefore || begun - changedAt < (here === 0 ? ALL_LEFT_MS : SETTLED_MS)) return
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
    const ended = performance.now()
    least = most = here
    notBefore = ended + REST * (ended - begun)
    if (ended - begun > LONGEST_MS) clearInterval(looking)
  }
  const looking = setInterval(look, LOOK_MS).unref()
}
