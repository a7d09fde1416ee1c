import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { levelMedia } from '../disk/levelMedia.ts'
import { Machine, type Media } from '../disk/machine.ts'
import { walMedia } from '../disk/walMedia.ts'
import { type LeftOut, SyncWatch } from '../disk/watchSyncs.ts'
import { Random } from '../world/random.ts'

const CUTS = Number(process.env.POWER_CUTS ?? 500)
const FIRST = Number(process.env.SEED ?? 1)
/** So many times the power goes for one machine; then another one is set up. */
const LIVES = 20

let place: string
let watch: SyncWatch
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'weft-cut-'))
  watch = await SyncWatch.begin()
})
afterAll(async () => {
  watch.end()
  await rm(place, { recursive: true })
})

/** The two layers of the store, one by one: each is to keep what it promises whatever the other does. */
const stores = [
  { name: 'LevelDB', media: () => levelMedia },
  { name: 'the write-ahead log', media: () => walMedia() },
]
/** What the store behind fails at stays in the log. */
const failing = { name: 'the log before a store that fails', media: () => walMedia(new Random(FIRST)) }

/** Sets up machines until the power has gone so many times; what they did not find again. */
async function live(media: () => Media, cuts: number, leftOut: LeftOut = 'nothing') {
  const total = { cuts: 0, saved: 0, unsavedKept: 0, tornEnds: 0, severalLogs: 0, lost: [] as string[] }
  for (let seed = FIRST; total.cuts < cuts && total.lost.length === 0; seed++) {
    const machine = new Machine(seed, await mkdtemp(join(place, `${leftOut}-${seed}-`)), watch, media())
    watch.leftOut = 'nothing'
    await machine.start()
    watch.leftOut = leftOut
    for (let life = 0; life < LIVES && total.lost.length === 0; life++) {
      await machine.work()
      const { lost, ...found } = await machine.cutPower()
      total.cuts++
      total.saved += found.saved
      total.unsavedKept += found.unsavedKept
      total.tornEnds += found.tornEnds
      total.severalLogs += found.severalLogs ? 1 : 0
      total.lost.push(...lost.map((what) => `machine ${seed}, cut ${life + 1}: ${what}`))
    }
    await machine.end()
  }
  return total
}

test.each([...stores, failing])(
  `[D2] [D4] after ${CUTS} power cuts of $name all is there that was called saved, and no document is damaged`,
  async ({ name, media }) => {
    const { lost, ...total } = await live(media, CUTS)
    console.log(
      `${total.cuts} power cuts of ${name}: of ${total.saved} updates called saved ${lost.length} were lost; ` +
        `${total.unsavedKept} more were found, ${total.tornEnds} torn ends cut off, ${total.severalLogs} cuts between two logs`,
    )
    expect(lost).toEqual([])
    expect(total.severalLogs).toBeGreaterThan(CUTS / 50)
    expect(total.tornEnds).toBeGreaterThan(CUTS / 10)
  },
  3_600_000,
)

// A sync that leaves out the older of two logs is caught by [D2] in levelSync: here the power would have to go in the moment
// in which there are two, and on a quick disk that takes thousands of cuts.
describe.each(stores)('of $name', ({ media }) => {
  test.each<LeftOut>(['every log', 'the folder'])(
    '[D2] the cuts would find it if the sync left out %s',
    async (leftOut) => {
      expect((await live(media, 2000, leftOut)).lost).not.toEqual([])
    },
    600_000,
  )
})
