import { readdirSync } from 'node:fs'
import { type FileHandle, mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Entry } from '../../src/adapters/store/behind.ts'
import { DamagedFolder } from '../../src/adapters/store/damagedFolder.ts'
import { encodeEntries } from '../../src/adapters/store/wal/walRecords.ts'
import { openWalStore } from '../../src/adapters/store/wal/walStore.ts'
import { StoreFailed, type Store } from '../../src/ports/store.ts'
import { develop, type Photograph, photograph } from '../disk/photograph.ts'
import { countOf, snapshot, update } from '../disk/stamped.ts'
import { damage, kinds } from '../disk/damage.ts'
import { obliging } from '../world/obliging.ts'
import { Random } from '../world/random.ts'
import { silentLog } from '../world/silence.ts'
import { SimulatedDisk, SimulatedStore } from '../world/simulatedStore.ts'

const CASES = Number(process.env.DAMAGES ?? 200)
const DOCUMENTS = ['doc/a', 'doc/b']
/** So late, and so much, that it is never: everything stays in the log until somebody needs it elsewhere. */
const NEVER = 3_600_000

let place: string
let disk: SimulatedDisk
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'weft-wal-'))
  disk = new SimulatedDisk()
})
afterEach(async () => {
  // Those that count as killed let go of their files only now.
  for (const store of stores.splice(0)) await store.close()
  await rm(place, { recursive: true })
})
const stores: Store[] = []

async function opened(folder = 'wal', on = disk): Promise<Store> {
  const behind = obliging(new SimulatedStore(on))
  const options = { behindMs: NEVER, manyBytes: NEVER, longestFile: 20_000 }
  const store = await openWalStore(behind, join(place, folder), silentLog, options)
  stores.push(store)
  return store
}

async function stop(store: Store): Promise<void> {
  stores.splice(stores.indexOf(store), 1)
  await store.close()
}

/** What all open files have in common. */
async function fileHandles(): Promise<FileHandle> {
  const handle = await open(place, 'r')
  await handle.close()
  return Object.getPrototypeOf(handle) as FileHandle
}

async function write(store: Store, from: number, to: number): Promise<void> {
  const random = new Random(from)
  for (let count = from; count <= to; count++)
    await store.append(DOCUMENTS.map((document) => ({ document, update: update(document, count, random) })))
}

/** A compaction of nothing brings the log to the store behind. */
const drain = (store: Store): Promise<void> => store.compact('doc/a', 0, snapshot('doc/a', 0, new Random(1)))

const counts = async (store: Store): Promise<(number | string)[]> => {
  const found: (number | string)[] = []
  for (const document of DOCUMENTS) {
    const stored = await store.load(document)
    found.push(stored === null ? 0 : countOf(document, stored))
  }
  return found
}

test('[D1] what was appended is read, listed and counted on, though the store behind has not got it; a killed process leaves it', async () => {
  const store = await opened()
  await write(store, 1, 5)
  expect(disk.documents.size).toBe(0)
  expect(await counts(store)).toEqual([5, 5])
  expect(await store.list()).toEqual(DOCUMENTS)
  expect(await store.create('doc/a')).toBe(false)
  expect(await store.position('doc/b')).toBe(5)

  const after = await opened()
  expect(await counts(after)).toEqual([5, 5])
  expect(disk.documents.size).toBe(2)
  await write(after, 6, 7)
  await after.compact('doc/a', 7, snapshot('doc/a', 7, new Random(1)))
  expect(await counts(await opened())).toEqual([7, 7])
})

test('[D5] a log that the system would not sync is left for a new one, with all that was told in the store behind', async () => {
  const store = await opened()
  await write(store, 1, 3)
  const datasync = vi.spyOn(await fileHandles(), 'datasync').mockRejectedValueOnce(new Error('EIO'))
  await expect(store.sync()).rejects.toThrow(StoreFailed)
  datasync.mockRestore()
  expect(disk.documents.size).toBe(0)
  await write(store, 4, 4)
  expect(disk.documents.get('doc/a')?.log.map(({ position }) => position)).toEqual([1, 2, 3])
  await store.sync()
  expect(await counts(await opened())).toEqual([4, 4])
})

test('[D5] what the store behind took though it said no is there once, and no later update is taken for one of it', async () => {
  const store = await opened()
  await write(store, 1, 3)
  vi.spyOn(disk, 'place').mockImplementationOnce((entries) => {
    SimulatedDisk.prototype.place.call(disk, entries)
    throw new Error('the answer is lost')
  })
  await expect(store.compact('doc/a', 3, snapshot('doc/a', 3, new Random(1)))).rejects.toThrow('lost')
  await write(store, 4, 4)
  expect(await counts(store)).toEqual([4, 4])
  expect(await counts(await opened())).toEqual([4, 4])
})

const entry = (position: number): Entry => ({
  document: 'doc/a',
  position,
  update: update('doc/a', position, new Random(position)),
})
const encoded = (entries: readonly Entry[]): Buffer => Buffer.concat(encodeEntries(entries))
const takingOverAt = (position: number): Entry => ({ document: '', position, update: new Uint8Array(0) })

test('[D2] behind a tear that nobody was told of, what had come to disk of a later file is left out, and nothing is refused', async () => {
  const before = encoded([takingOverAt(0), entry(1), entry(2)])
  const first = encoded([takingOverAt(0), entry(1), entry(2), entry(3)])
  const second = encoded([takingOverAt(first.length), entry(4)])
  for (const [i, torn] of [first.subarray(0, first.length - 1), before].entries()) {
    await mkdir(join(place, `wal${i}`))
    await writeFile(join(place, `wal${i}`, '00000001.wal'), torn)
    await writeFile(join(place, `wal${i}`, '00000002.wal'), second)
    expect(await counts(await opened(`wal${i}`, new SimulatedDisk()))).toEqual([2, 0])
  }
})

test('[D1] what an append that failed left at the end of a file hides nothing of the next', async () => {
  const first = encoded([takingOverAt(0), entry(1), entry(2)])
  await mkdir(join(place, 'wal'))
  await writeFile(join(place, 'wal', '00000001.wal'), Buffer.concat([first, Buffer.from('half a record')]))
  await writeFile(join(place, 'wal', '00000002.wal'), encoded([takingOverAt(first.length), entry(3)]))
  expect(await counts(await opened())).toEqual([3, 0])
})

test('[D2] what the store behind loses with a sync that failed is placed again before the log is let go', async () => {
  const store = await opened()
  await write(store, 1, 3)
  await store.sync()
  await drain(store)
  vi.spyOn(disk, 'sync').mockImplementationOnce(() => {
    disk.cutPower(0)
    throw new Error('EIO')
  })
  await write(store, 4, 40)
  await expect(drain(store)).rejects.toThrow('EIO')
  expect(disk.documents.get('doc/a')?.log).toEqual([])
  expect(await counts(store)).toEqual([40, 40])
  await drain(store)
  expect(disk.documents.get('doc/a')?.log).toHaveLength(40)
  disk.cutPower(0)
  expect(await counts(await opened())).toEqual([40, 40])
})

/**
 * The next time the store behind takes what it is brought, it fails to create a document before it says so.
 * Returns what whoever wanted that document is told.
 */
function failBesideTaking(store: Store, losing: () => void): unknown[] {
  const told: unknown[] = []
  vi.spyOn(disk, 'at').mockImplementation((document) => {
    if (document !== 'doc/new') return SimulatedDisk.prototype.at.call(disk, document)
    losing()
    throw new Error('EIO')
  })
  vi.spyOn(disk, 'place').mockImplementationOnce((entries) => {
    SimulatedDisk.prototype.place.call(disk, entries)
    store.create('doc/new').then(
      (isNew) => told.push(isNew),
      (error: Error) => told.push(error.message),
    )
  })
  return told
}

test('[D2] what the store behind took while it failed at something else is placed again, in order', async () => {
  const store = await opened()
  await write(store, 1, 1)
  await drain(store)
  await write(store, 2, 2)
  const told = failBesideTaking(store, () => {})
  await drain(store)
  expect(told).toEqual(['EIO'])
  await drain(store)
  await store.sync()
  // Of two documents with two updates each it keeps the two updates that came first.
  disk.cutPower(0.5)
  expect(await counts(await opened())).toEqual([2, 2])
})

test('[D2] what the store behind lost while it took more is placed again before the log is let go', async () => {
  const store = await opened()
  await write(store, 1, 3)
  await drain(store)
  await write(store, 4, 40)
  await store.sync()
  const told = failBesideTaking(store, () => disk.cutPower(0))
  await expect(drain(store)).rejects.toThrow(StoreFailed)
  expect(told).toEqual(['EIO'])
  expect(disk.documents.get('doc/a')?.log).toEqual([])
  expect(await counts(store)).toEqual([40, 40])
  expect(await counts(await opened('wal', disk.copy()))).toEqual([40, 40])
  await drain(store)
  expect(disk.documents.get('doc/a')?.log).toHaveLength(40)
})

test('[D5] while the store behind fails edits are taken; if the log fails too they are not, and no files pile up', async () => {
  const store = await opened()
  const failing = vi.spyOn(disk, 'place').mockImplementation(() => {
    throw new Error('EIO')
  })
  const files = (): number => readdirSync(join(place, 'wal')).filter((name) => name.endsWith('.wal')).length
  await write(store, 1, 50)
  await expect(drain(store)).rejects.toThrow('EIO')
  await write(store, 51, 60)
  const datasync = vi.spyOn(await fileHandles(), 'datasync').mockRejectedValueOnce(new Error('EIO'))
  await expect(store.sync()).rejects.toThrow(StoreFailed)
  datasync.mockRestore()
  await expect(write(store, 61, 61)).rejects.toThrow('EIO')
  const before = files()
  for (let time = 0; time < 20; time++) await expect(store.sync()).rejects.toThrow('EIO')
  expect(files()).toBe(before)
  expect(await counts(store)).toEqual([60, 60])
  failing.mockRestore()
  expect(await counts(await opened())).toEqual([60, 60])
  expect(files()).toBe(1)
})

test(`[L6] ${CASES} damages, to each file of the log in turn: all is there, or it is refused with the name of that file`, async () => {
  const store = await opened()
  await write(store, 1, 30)
  await store.compact('doc/a', 30, snapshot('doc/a', 30, new Random(1)))
  await write(store, 31, 60)
  await store.sync()
  const [killed, behindKilled] = [photograph(join(place, 'wal')), disk.copy()]
  await stop(store)
  const [stopped, behindStopped] = [photograph(join(place, 'wal')), disk.copy()]
  const tally = { whole: 0, refused: 0 }
  for (let seed = 1; seed <= CASES; seed++) {
    const random = new Random(seed)
    const [files, behind] = seed % 2 === 0 ? [killed, behindKilled] : [stopped, behindStopped]
    const names = [...files.keys()]
    const name = names[(seed >> 1) % names.length]!
    const kind = random.pick(kinds)
    const found = await outcome(damage(files, name, kind, random), behind.copy(), String(seed))
    expect(['whole', `refused for ${name}`], `case ${seed}: ${name}, ${kind}`).toContain(found)
    tally[found === 'whole' ? 'whole' : 'refused']++
  }
  console.log(
    `${CASES} damages of the log: ${tally.whole} times whole, ${tally.refused} times refused by name`,
  )
  expect(tally.refused).toBeGreaterThan(CASES / 5)
}, 60_000)

async function outcome(files: Photograph, behind: SimulatedDisk, folder: string): Promise<string> {
  develop(files, join(place, folder))
  try {
    const found = await counts(await opened(folder, behind))
    return found.every((count) => count === 60) ? 'whole' : `lost: ${found.join()}`
  } catch (error) {
    return error instanceof DamagedFolder ? `refused for ${basename(error.file)}` : `broke: ${String(error)}`
  }
}

test('[L6] documents that were put back from before the log are refused, not served without what lies between', async () => {
  const store = await opened()
  await write(store, 1, 5)
  const old = disk.copy()
  await stop(store)
  const again = await opened()
  await write(again, 6, 8)
  await expect(opened('wal', old)).rejects.toThrow(DamagedFolder)
})
