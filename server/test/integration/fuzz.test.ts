import { expect, test } from 'vitest'
import { hostileFrame, hostileRequest, oddFrame } from '../hostile/hostileFrames.ts'
import { honestUpdates } from '../hostile/honestUpdates.ts'
import { type Ending, send } from '../hostile/rawClient.ts'
import { upgradeRequest } from '../hostile/webSocketFrame.ts'
import { Witness } from '../hostile/witness.ts'
import { Random } from '../world/random.ts'
import { countOf, handlesOf, heapOf, INSPECTED } from './serverMemory.ts'
import { StockClient } from './stockClient.ts'
import { WeftClient } from './weftClient.ts'
import { WeftProcess } from './weftProcess.ts'

const FRAMES = Number(process.env.FRAMES ?? 100_000)
const SEED = Number(process.env.SEED ?? 1)
const ROOMS = 12
const LONGEST_LOG = 4 * 2 ** 20
const AT_ONCE = 24
const room = (i: number): string => `attacked-${i}`

/** Attacks until the server has taken so many frames; returns how its connections ended, and how often. */
async function attack(weft: WeftProcess): Promise<Map<Ending, number>> {
  const endings = new Map<Ending, number>()
  const heard = {
    updates: [1, 2, 3].flatMap((seed) => honestUpdates(seed, 30)).filter(({ length }) => length < 2000),
    clients: [11, 12, 13, 21, 22, 1, 2, 300],
  }
  let enough = false
  const attacker = async (random: Random): Promise<void> => {
    while (!enough) {
      const path = random.chance(0.02) ? null : `/sync/${room(random.below(ROOMS))}`
      const opening = path === null ? hostileRequest(random) : upgradeRequest(path)
      const odd = Array.from({ length: random.below(40) }, () => oddFrame(random, heard))
      const hostile = Array.from({ length: 1 + random.below(4) }, () => hostileFrame(random, heard))
      const bytes = [Buffer.from(opening, 'latin1'), ...odd, ...hostile]
      const ending = await send(weft.port, Buffer.concat(bytes))
      endings.set(ending, (endings.get(ending) ?? 0) + 1)
    }
  }
  const attackers = Array.from({ length: AT_ONCE }, (_, i) => attacker(new Random(SEED * 1000 + i)))
  while ((await countOf(weft, 'frames_received_total')) < FRAMES)
    await Promise.race([...attackers, new Promise((resolve) => setTimeout(resolve, 500))])
  enough = true
  await Promise.all(attackers)
  return endings
}

/** Two people who write to one another; notes the longest that one waited to see a word of the other. */
class Honest {
  longest = 0
  words = 0
  #writing = true
  readonly #ann: StockClient
  readonly #bob: StockClient
  readonly #done: Promise<void>

  constructor(weft: WeftProcess) {
    this.#ann = new StockClient(weft.syncUrl, 'honest')
    this.#bob = new StockClient(weft.syncUrl, 'honest')
    this.#done = this.#write()
  }

  /** What each of them sees in the end. */
  async end(): Promise<string[]> {
    this.#writing = false
    await this.#done
    return [this.#ann, this.#bob].map((one) => {
      const { page } = one
      one.leave()
      return page
    })
  }

  async #write(): Promise<void> {
    await Promise.all([this.#ann.synced(), this.#bob.synced()])
    while (this.#writing) {
      const word = `w${this.words++} `
      const started = performance.now()
      this.#ann.text.insert(0, word)
      await this.#bob.sees((page) => page.startsWith(word))
      this.longest = Math.max(this.longest, performance.now() - started)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

test(`[W2] [W5] [R2] [P6] ${FRAMES} hostile frames: no crash, no silence, nothing unreadable told or kept, no memory lost`, async () => {
  const weft = await WeftProcess.start({ ...INSPECTED, MAX_OPENS_PER_SECOND: '1000000' })
  try {
    // Everything that is loaded once is loaded before the first look.
    await (await Witness.open(`${weft.syncUrl}/first`)).leave()
    const before = { heap: await heapOf(weft), handles: handlesOf(weft) }
    const started = performance.now()
    const honest = new Honest(weft)
    const witnesses = await Promise.all(
      Array.from({ length: ROOMS }, (_, i) => Witness.open(`${weft.syncUrl}/${room(i)}`)),
    )
    const endings = await attack(weft)
    const seconds = (performance.now() - started) / 1000
    const [page, other] = await honest.end()
    expect(other).toBe(page)
    for (const { closedWith, unreadable } of witnesses) {
      expect(unreadable).toEqual([])
      expect(closedWith).toBeNull()
    }
    await Promise.all(witnesses.map((witness) => witness.leave()))
    const openAll = async (): Promise<void> => {
      for (let i = 0; i < ROOMS; i++) {
        const reader = await Witness.open(`${weft.syncUrl}/${room(i)}`)
        expect(reader.unreadable).toEqual([])
        await reader.leave()
      }
    }
    await openAll()
    await startAnew(weft)
    while ((await countOf(weft, 'rooms')) > 0);
    const after = { heap: await heapOf(weft), handles: handlesOf(weft) }
    console.log(
      `${await countOf(weft, 'frames_received_total')} frames in ${seconds.toFixed(0)} s, endings` +
        ` ${JSON.stringify(Object.fromEntries(endings))}; longest wait of the honest ${honest.longest.toFixed(0)} ms` +
        ` in ${honest.words} words; heap ${mb(before.heap)} MB before, ${mb(after.heap)} MB after;` +
        ` handles ${before.handles}, ${after.handles}`,
    )
    expect(honest.longest).toBeLessThan(1000)
    expect(after.heap - before.heap).toBeLessThan(8 * 2 ** 20)
    expect(after.handles - before.handles).toBeLessThan(8)
    for (const code of endings.keys())
      expect([1000, 1002, 1007, 1008, 1009, 4400, 4404, 4413, 'http', 'cut']).toContain(code)
    await weft.stop()
    await weft.start()
    await openAll()
    const again = new StockClient(weft.syncUrl, 'honest')
    await again.synced()
    expect(again.page).toBe(page)
    again.leave()
    expect(weft.output).not.toMatch(/could not be (handled|prepared|opened|compacted)|failed|damaged/)
  } finally {
    await weft.remove()
  }
}, 3_600_000)

/** What was written last is in the memory of the server too, up to so much: a document as long takes its place, and is folded when it is left. */
async function startAnew(weft: WeftProcess): Promise<void> {
  const writer = new WeftClient(weft.syncUrl, 'last')
  await writer.synced()
  writer.text.insert(0, 'x'.repeat(LONGEST_LOG))
  await writer.hears(({ saved }) => saved > 1)
  writer.leave()
}

const mb = (bytes: number): string => (bytes / 2 ** 20).toFixed(1)
