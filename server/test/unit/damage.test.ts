import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { DamagedFolder } from '../../src/adapters/store/damagedFolder.ts'
import { openLevelStore } from '../../src/adapters/store/level/levelStore.ts'
import type { Store } from '../../src/ports/store.ts'
import { damage, kinds } from '../disk/damage.ts'
import { develop, type Photograph, photograph } from '../disk/photograph.ts'
import { countOf, snapshot, update } from '../disk/stamped.ts'
import { Random } from '../world/random.ts'
import { silentLog } from '../world/silence.ts'

const CASES = Number(process.env.DAMAGES ?? 200)
const FIRST = Number(process.env.SEED ?? 1)
const DOCUMENTS = ['doc/a', 'doc/b', 'doc/c', 'open/d', 'open/e']
const UPDATES = 40

let place: string
/** A folder of a server that was stopped, and one of a server that was killed. */
let folders: { stopped: Photograph; killed: Photograph }

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'weft-damage-'))
  const folder = join(place, 'whole')
  let store = await write(folder, 1, UPDATES / 2)
  await store.close()
  store = await write(folder, UPDATES / 2 + 1, UPDATES)
  await everyTableSummedUp(folder)
  folders = { killed: photograph(folder), stopped: new Map() }
  await store.close()
  folders.stopped = photograph(folder)
}, 60_000)
afterAll(() => rm(place, { recursive: true }))

/** Writes so much that there are tables and a log; one document is folded, one half, one is empty. */
async function write(folder: string, from: number, to: number): Promise<Store> {
  const random = new Random(from)
  const store = await openLevelStore(folder, silentLog, { writeBufferSize: 64 * 1024 })
  await store.create('doc/empty')
  for (let count = from; count <= to; count++) {
    await store.append(DOCUMENTS.map((document) => ({ document, update: update(document, count, random) })))
    if (count === to - 5) await store.compact('doc/a', count, snapshot('doc/a', count, random))
  }
  await store.compact('doc/b', to, snapshot('doc/b', to, random))
  await store.sync()
  return store
}

/** LevelDB is at work on its tables for a moment longer. */
async function everyTableSummedUp(folder: string): Promise<void> {
  await vi.waitFor(() => {
    const files = photograph(folder)
    const tables = [...files.keys()].filter((name) => name.endsWith('.ldb'))
    const lines = files.get('CHECKSUMS')!.toString().trimEnd().split('\n')
    expect(lines).toHaveLength(tables.length + 1)
  }, 30_000)
}

/** What becomes of it: whole, refused with the name of a file, or what is wrong about it. */
async function outcome(files: Photograph, folder: string): Promise<string> {
  develop(files, folder)
  let store: Store
  try {
    store = await openLevelStore(folder, silentLog)
  } catch (error) {
    return error instanceof DamagedFolder ? `refused for ${basename(error.file)}` : `broke: ${String(error)}`
  }
  try {
    if ((await store.load('doc/empty'))?.position !== 0) return 'lost the empty document'
    for (const name of DOCUMENTS) {
      const stored = await store.load(name)
      const count = stored === null ? 0 : countOf(name, stored)
      if (count !== UPDATES) return `lost: ${name} has ${count}`
    }
    return 'whole'
  } catch (error) {
    return `refused a document: ${String(error)}`
  } finally {
    await store.close()
    await rm(folder, { recursive: true })
  }
}

test(`[L6] ${CASES} damages, to each file in turn: the folder is whole, or refused with the name of that file`, async () => {
  const tally = { whole: 0, refused: 0 }
  for (let seed = FIRST; seed < FIRST + CASES; seed++) {
    const random = new Random(seed)
    const files = seed % 2 === 0 ? folders.killed : folders.stopped
    const names = [...files.keys()]
    const name = names[(seed >> 1) % names.length]!
    const kind = random.pick(kinds)
    const found = await outcome(damage(files, name, kind, random), join(place, String(seed)))
    expect(['whole', `refused for ${name}`], `case ${seed}: ${name}, ${kind}`).toContain(found)
    tally[found === 'whole' ? 'whole' : 'refused']++
  }
  console.log(`${CASES} damages: ${tally.whole} times whole, ${tally.refused} times refused by name`)
  expect(tally.refused).toBeGreaterThan(CASES / 3)
}, 600_000)

test('[L6] a folder without damage is whole, of a stopped server and of a killed one', async () => {
  expect(await outcome(folders.stopped, join(place, 'stopped'))).toBe('whole')
  expect(await outcome(folders.killed, join(place, 'killed'))).toBe('whole')
})

test('[L6] without CURRENT, manifest, or all but the seal there is no new, empty store', async () => {
  const without = (...gone: RegExp[]): Photograph =>
    new Map([...folders.stopped].filter(([name]) => !gone.some((one) => one.test(name))))
  expect(await outcome(without(/^CURRENT$/), join(place, 'a'))).toBe('refused for CURRENT')
  expect(await outcome(without(/^MANIFEST/), join(place, 'b'))).toMatch(/^refused for MANIFEST-/)
  expect(await outcome(without(/^(?!SEAL)/), join(place, 'c'))).toBe('refused for CURRENT')
  expect(await outcome(without(/^CURRENT$/, /^SEAL$/), join(place, 'd'))).toBe('refused for CURRENT')
})
