import { readdirSync, statSync } from 'node:fs'
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openLevelStore } from '../../src/adapters/store/level/levelStore.ts'
import { StableStorage } from '../../src/adapters/store/level/stableStorage.ts'
import { silentLog } from '../world/silence.ts'

/** What the system was really asked to bring to disk: for each file its size then, for each folder its entries. */
const synced = { sizes: new Map<number, number>(), folders: new Set<number>() }

let folder: string
let restore: () => void

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-sync-'))
  const handle = await open(folder, 'r')
  const prototype = Object.getPrototypeOf(handle) as FileHandle
  await handle.close()
  // oxlint-disable-next-line typescript/unbound-method -- they are called on a handle below
  const original = { datasync: prototype.datasync, sync: prototype.sync } as const
  prototype.datasync = async function (this: FileHandle) {
    const { ino, size } = await this.stat()
    await original.datasync.call(this)
    synced.sizes.set(ino, size)
  }
  prototype.sync = async function (this: FileHandle) {
    const { ino } = await this.stat()
    await original.sync.call(this)
    synced.folders.add(ino)
  }
  restore = () => void Object.assign(prototype, original)
})
afterEach(async () => {
  restore()
  await rm(folder, { recursive: true })
})

const logs = (): { ino: number; size: number }[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .map((name) => statSync(join(folder, name)))

test('[D2] a sync brings every write-ahead log to disk as it was at the call, the one before a switch too', async () => {
  const store = await openLevelStore(folder, silentLog)
  const update = new Uint8Array(100_000).map((_, i) => (i * 7919) % 251)
  let several = 0
  // LevelDB begins a new log every 4 MB; the old one is still there while it is made into a table.
  for (let i = 0; i < 400; i++) {
    await store.append([{ document: `doc/${i % 5}`, update }])
    if (i % 3 !== 0) continue
    const before = logs()
    if (before.length > 1) several++
    await store.sync()
    // A log that is gone is in a table by now, which LevelDB syncs itself.
    const kept = new Set(logs().map(({ ino }) => ino))
    const short = before.filter(({ ino, size }) => kept.has(ino) && (synced.sizes.get(ino) ?? 0) < size)
    expect(short).toEqual([])
    expect(synced.folders.has(statSync(folder).ino)).toBe(true)
  }
  await store.close()
  expect(several).toBeGreaterThan(0)
}, 60_000)

test('[D5] the system says once that a sync failed: every other of the same files fails too', async () => {
  const store = await openLevelStore(folder, silentLog)
  const storage = await StableStorage.open(folder, silentLog)
  const handle = await open(folder, 'r')
  const failing = vi
    .spyOn(Object.getPrototypeOf(handle) as FileHandle, 'datasync')
    .mockRejectedValueOnce(new Error('EIO'))
  await handle.close()
  await expect(storage.sync()).rejects.toThrow('EIO')
  failing.mockRestore()
  await expect(storage.sync()).rejects.toThrow('EIO')
  await storage.close()
  await store.close()
})
