import { randomBytes } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openLevelStore } from '../../src/adapters/store/level/levelStore.ts'
import { silentLog } from '../world/silence.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-room-'))
})
afterEach(() => rm(folder, { recursive: true }))

const onDisk = (): number =>
  readdirSync(folder).reduce((sum, name) => {
    // LevelDB may delete it in between.
    return sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
  }, 0)

test('[D4] a folded journal takes no room any more soon after nothing is written', async () => {
  const store = await openLevelStore(folder, silentLog, { quietMs: 10 })
  const other = randomBytes(1000)
  await store.append([{ document: 'doc/other', update: other }])
  for (let i = 0; i < 1000; i++) await store.append([{ document: 'doc/long', update: randomBytes(1000) }])
  expect(onDisk()).toBeGreaterThan(1_000_000)
  const snapshot = randomBytes(100_000)
  await store.compact('doc/long', 1000, { update: snapshot, stateVector: null })
  await vi.waitFor(() => expect(onDisk()).toBeLessThan(120_000), { timeout: 10_000 })
  await store.close()

  const again = await openLevelStore(folder, silentLog)
  const [long, beside] = [await again.load('doc/long'), await again.load('doc/other')]
  expect(long).toMatchObject({ tail: [], position: 1000 })
  expect(snapshot.equals(long?.snapshot?.update ?? Buffer.alloc(0))).toBe(true)
  expect(beside?.tail.map((update) => other.equals(update))).toEqual([true])
  await again.close()
})
