import { performance } from 'node:perf_hooks'
import v8 from 'node:v8'
import vm from 'node:vm'

const LOOK_MS = 250
/** Of the time between two looks the server may have worked this part, to count as having little to do. */
const LITTLE = 0.15
/** There has to be so much to give back, in bytes: what came since the last time, and what those left who went. */
const WORTH_IT = 32 * 1024 * 1024
const EACH = 8 * 1024
/** Documents are kept a while after the last reader has gone. */
const LEFT_BEHIND_MS = 5000
const AGAIN_AFTER_MS = 10_000
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
  let held = process.memoryUsage.rss()
  let most = 0
  let before = 0
  let fellAt = -Infinity
  let notBefore = 0
  let load = performance.eventLoopUtilization()

  const look = (): void => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, load)
    load = now
    const holds = process.memoryUsage.rss()
    held = Math.min(held, holds)
    const here = connections()
    most = Math.max(most, here)
    if (here < before) fellAt = performance.now()
    before = here
    if (utilization > LITTLE || performance.now() < notBefore) return
    const haveSettled = performance.now() - fellAt > LEFT_BEHIND_MS
    if (holds - held + (haveSettled ? (most - here) * EACH : 0) < WORTH_IT) return
    const begun = performance.now()
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
    const ended = performance.now()
    held = process.memoryUsage.rss()
    most = here
    notBefore = ended + Math.max(AGAIN_AFTER_MS, REST * (ended - begun))
    if (ended - begun > LONGEST_MS) clearInterval(looking)
  }
  const looking = setInterval(look, LOOK_MS).unref()
}
