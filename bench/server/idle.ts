import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { caretMessage } from './caret.ts'
import { atMost, everyone, inRounds } from './comparison.ts'
import { inBatches } from './inBatches.ts'
import type { Figures, Part } from './part.ts'
import type { ServerProcess } from './serverProcess.ts'
import { steadily } from './steadily.ts'
import { Visitor } from './visitor.ts'

const IN_A_ROOM = 10
/** How often a stock client says that it is still there, in seconds. */
const RENEWAL = 15
/** So long after they came they are looked at: what a server tidies up after so many have come is not what they cost. */
const COMING = 20
/** How long a server has to let go of what it held. */
const SETTLING_SECONDS = 15

export const idle: Part = inRounds({
  name: 'idle',
  title: 'Five thousand people who only have a page open',
  about:
    'Rooms of ten; each says every 15 s that it is still there, as stock clients do; what that takes of a core is looked at for half a minute, 20 s after they came. Memory is what the process holds by then (RSS), as it is: nothing asks for it back.',
  contestants: everyone,
  rounds: 1,
  rows: () => [
    { words: 'kB for each', figure: 'each', better: 'less', targets: [atMost(12)] },
    { words: 'of a core, %', figure: 'core', better: 'less', targets: [atMost(3)] },
    { words: 'MB more than before, all gone', figure: 'after', better: 'less', targets: [atMost(40)] },
    { words: 'connections a second', figure: 'rate', better: 'more' },
  ],
  measure: (server, quick) =>
    quick
      ? measureIdle(server, 1000, 3, 3, 3)
      : measureIdle(server, 5000, COMING, 2 * RENEWAL, SETTLING_SECONDS),
})

async function measureIdle(
  server: ServerProcess,
  people: number,
  coming: number,
  seconds: number,
  settling: number,
): Promise<Figures> {
  const files = Number(/Max open files\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1])
  if (files < people + 200) throw new Error(`this needs ${people + 200} open files: raise them by ulimit -n`)
  // What the first of all bring into memory is the server's own, not theirs.
  const first = await Visitor.come(server, 'first')
  await first.synced
  first.leave()
  await setTimeout(1000)
  const before = server.memoryKilobytes()
  const start = performance.now()
  const visitors = await inBatches(people, async (person) => {
    const visitor = await Visitor.come(server, `idle${Math.floor(person / IN_A_ROOM)}`)
    await visitor.synced
    visitor.say(caretMessage(1000 + person, person, 0))
    return visitor
  })
  const connected = performance.now()
  await setTimeout(coming * 1000)
  const each = (server.memoryKilobytes() - before) / people
  const cpuBefore = server.cpuSeconds()
  let turn = 0
  await steadily(people / RENEWAL, seconds, (renewals) => {
    for (let renewal = 0; renewal < renewals; renewal++, turn++) {
      const person = turn % people
      visitors[person]?.say(caretMessage(1000 + person, person, 0, 2 + Math.floor(turn / people)))
    }
  })
  const core = ((server.cpuSeconds() - cpuBefore) / seconds) * 100
  for (const visitor of visitors) visitor.leave()
  const after = (await leastMemory(server, settling)) - before
  return { each, core, after: after / 1024, rate: people / ((connected - start) / 1000) }
}

async function leastMemory(server: ServerProcess, seconds: number): Promise<number> {
  let least = Infinity
  for (let second = 0; second < seconds; second++) {
    await setTimeout(1000)
    least = Math.min(least, server.memoryKilobytes())
  }
  return least
}
