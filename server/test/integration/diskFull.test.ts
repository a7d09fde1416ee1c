import { afterEach, expect, test } from 'vitest'
import { type ScarceDisk, scarceDisks } from './scarceDisk.ts'
import { StockClient } from './stockClient.ts'
import { WeftClient } from './weftClient.ts'

const ROUNDS = Number(process.env.DISK_FULLS ?? 2)

let disk: ScarceDisk | null = null
const clients: StockClient[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) client.leave()
  await disk?.remove()
  disk = null
})

function joined<T extends StockClient>(one: T): T {
  clients.push(one)
  return one
}

test.each(Object.keys(scarceDisks))(
  `[D5] %s: edits are refused visibly, readers are served, and all goes on when there is room, ${ROUNDS} times`,
  async (kind) => {
    disk = await scarceDisks[kind]!()
    if (disk === null) return console.warn(`${kind} could not be had: this user may not mount one`)
    const { weft } = disk
    const { pid } = weft
    const old = joined(new WeftClient(weft.syncUrl, 'old'))
    await old.synced()
    old.text.insert(0, 'written long ago')
    await old.hears(({ saved }) => saved > 1)
    old.leave()
    const ann = joined(new WeftClient(weft.syncUrl, 'busy'))
    const bob = joined(new StockClient(weft.syncUrl, 'busy'))
    await Promise.all([ann.synced(), bob.synced()])
    for (let round = 0; round < ROUNDS; round++) {
      ann.text.insert(0, `before${round} `)
      await bob.sees((page) => page.includes(`before${round}`))
      disk.fill()
      const events = ann.events.length
      // What is left of the last page is used up first.
      ann.text.insert(0, `${'x'.repeat(20_000)} during${round} `)
      await ann.hears((one) => one.events.length > events)
      expect(ann.events.at(-1)).toEqual({ type: 'storeFailing', reason: 'diskFull' })
      expect((await fetch(`${weft.url}/readyz`)).status).toBe(503)
      expect((await fetch(`${weft.url}/api/documents`, { method: 'POST' })).status).toBe(503)
      // Whoever comes only to read finds what is written, in a page that is open and in one that is not.
      for (const [room, words] of [
        ['busy', `before${round}`],
        ['old', 'written long ago'],
      ] as const) {
        const reader = joined(new StockClient(weft.syncUrl, room))
        await reader.synced()
        expect(reader.page).toContain(words)
        expect(reader.page).not.toContain(`during${round}`)
        reader.leave()
      }
      disk.free()
      const freed = performance.now()
      await ann.hears((one) => one.events.at(-1)?.type === 'storeRecovered')
      expect(performance.now() - freed).toBeLessThan(10_000)
      await bob.sees((page) => page.includes(`during${round}`))
    }
    expect(weft.pid).toBe(pid)
    await weft.kill()
    await weft.start()
    const next = joined(new StockClient(weft.syncUrl, 'busy'))
    await next.synced()
    expect(next.page).toBe(ann.page)
  },
)
