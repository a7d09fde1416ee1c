import { expect, test } from 'vitest'
import { FaultyNetwork } from '../hostile/faultyNetwork.ts'
import { Random } from '../world/random.ts'
import { StockClient } from './stockClient.ts'
import { WeftProcess } from './weftProcess.ts'

const SECONDS = Number(process.env.STORM_SECONDS ?? 10)
const NAMES = ['Ann', 'Bob', 'Cy', 'Dee', 'Eve', 'Flo']

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

test(
  `[S2] [S5] [K1] [K2] [P2] [P3] after ${SECONDS} s of a network that delays, repeats, swaps, loses and cuts, all see the same within 2 s, and no ghosts`,
  async () => {
    const seed = Number(process.env.SEED ?? 1)
    const random = new Random(seed)
    const weft = await WeftProcess.start()
    const network = await FaultyNetwork.start(`ws://127.0.0.1:${weft.port}`, random)
    const people = NAMES.map((name) => {
      const person = new StockClient(`${network.url}/sync`, 'storm')
      person.provider.awareness.setLocalStateField('user', { name })
      return person
    })
    try {
      let stormy = true
      let words = 0
      const write = async (person: StockClient): Promise<void> => {
        while (stormy) {
          const at = person.page.indexOf(' ', random.below(person.text.length + 1)) + 1
          person.text.insert(at, `w${words++} `)
          person.provider.awareness.setLocalStateField('at', words)
          await pause(random.below(60))
        }
      }
      const writers = people.map(write)
      const end = performance.now() + SECONDS * 1000
      while (performance.now() < end) {
        await pause(100 + random.below(400))
        network.cut()
      }
      stormy = false
      await Promise.all(writers)
      const healed = performance.now()
      network.heal()
      const written = Array.from({ length: words }, (_, i) => `w${i}`).toSorted()
      const here = [...NAMES].sort().join()
      const calm = (): boolean =>
        people.every((person) => person.page === people[0]!.page && person.here().join() === here) &&
        people[0]!.page.trim().split(' ').toSorted().join() === written.join()
      while (!calm() && performance.now() - healed < 10_000) await pause(10)
      const took = performance.now() - healed
      console.log(
        `seed ${seed}: ${words} words; ${JSON.stringify(network.count)}; all the same ${took.toFixed(0)} ms after`,
      )
      expect(people.map((person) => person.here().join())).toEqual(NAMES.map(() => here))
      expect(new Set(people.map(({ page }) => page)).size).toBe(1)
      expect(people[0]!.page.trim().split(' ').toSorted()).toEqual(written)
      expect(took).toBeLessThan(2000)
      // Somebody new sees it too: nothing of it is only in the memory of those who were there.
      const stranger = new StockClient(weft.syncUrl, 'storm')
      await stranger.synced()
      expect(stranger.page).toBe(people[0]!.page)
      stranger.leave()
    } finally {
      for (const person of people) person.leave()
      network.close()
      await weft.remove()
    }
  },
  SECONDS * 1000 + 60_000,
)
