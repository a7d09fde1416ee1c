import { everyone, inRounds, type Row } from './comparison.ts'
import { Delays } from './delays.ts'
import type { Part } from './part.ts'
import type { ServerProcess } from './serverProcess.ts'
import { assertSteady, steadily } from './steadily.ts'
import { warmUp } from './typing.ts'
import { TypingRoom } from './typingRoom.ts'

const PEOPLE = 100
const TYPISTS = 20
const FIRST_HERTZ = 500
const MOST_HERTZ = 256_000
const BEARABLE_MS = 100
const BUSY_PERCENT = 70
/** How often the gap between what went and what did not is halved. */
const HALVINGS = 2

const fastest: Row = {
  words: 'keystrokes a second',
  figure: 'hertz',
  better: 'more',
  targets: [
    { words: '≥ 3 × best peer', isMet: ({ weft, peer }) => weft >= 3 * peer },
    { words: '≥ 60,000', isMet: ({ weft }) => weft >= 60_000 },
  ],
}

export const knee: Part = inRounds({
  name: 'knee',
  title: 'One room of 100: the highest rate with p99 under 100 ms',
  about:
    'Twenty type, all read. The rate is doubled until letters are late or do not all come, then the gap is halved twice. Where the generator’s own core is near 100 % busy, the server might have gone on. (The second target stands for «30 × the reference server» as it was measured when Weft was planned.)',
  contestants: everyone,
  rounds: 3,
  rows: () => [fastest, { words: 'generator’s core busy there, %', figure: 'generator', better: 'less' }],
  async measure(server, quick) {
    await warmUp(server, quick)
    const seconds = quick ? 1 : 2
    let good = { hertz: 0, generator: 0 }
    let bad = MOST_HERTZ * 2
    const attempt = async (hertz: number): Promise<boolean> => {
      const generator = await bears(server, hertz, seconds)
      if (generator === null) bad = hertz
      else good = { hertz, generator }
      return generator !== null
    }
    for (let hertz = FIRST_HERTZ; hertz <= MOST_HERTZ; hertz *= 2) if (!(await attempt(hertz))) break
    if (good.hertz === 0) return good
    for (let halving = 0; halving < HALVINGS; halving++)
      await attempt(Math.round(Math.sqrt(good.hertz * bad)))
    return good
  },
})

/** How busy the generator's core was, in per cent, while the server bore the rate; null when it did not. */
async function bears(server: ServerProcess, hertz: number, seconds: number): Promise<number | null> {
  const delays = new Delays()
  const name = `rate${hertz}-${Math.round(performance.now())}`
  const room = await TypingRoom.gather(server, { name, people: PEOPLE, typists: TYPISTS }, delays)
  try {
    const before = process.cpuUsage()
    const serverBefore = server.cpuSeconds()
    const start = performance.now()
    const steadiness = await steadily(hertz, seconds, (letters, now) => room.type(letters, now))
    const { user, system } = process.cpuUsage(before)
    const took = performance.now() - start
    const busy = (user + system) / 10 / took
    const serverBusy = ((server.cpuSeconds() - serverBefore) * 100_000) / took
    if (!(await room.everybodyHasAll(2000)) || delays.quantile(0.99) >= BEARABLE_MS) {
      // Where neither has found a limit, something else on the machine was in the way.
      if (Math.max(busy, serverBusy) < BUSY_PERCENT) assertSteady(steadiness)
      return null
    }
    await room.assertConverged()
    return busy
  } finally {
    room.leave()
  }
}
