import { ClassicLevel } from 'classic-level'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { openLevelStore } from '../../src/adapters/store/level/levelStore.ts'
import { systemClock } from '../../src/adapters/systemClock.ts'
import { Journal } from '../../src/core/journal.ts'
import { Rooms } from '../../src/core/rooms.ts'
import { DamagedDocument } from '../../src/ports/store.ts'
import { forgetful, idleMeter, silentLog } from '../world/silence.ts'

const LOADS = 1000
const DAMAGED = 'doc/damaged'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function heap(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

test(`[L2] after ${LOADS} loads that failed nothing of them is left in memory`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'weft-loads-'))
  const writing = await openLevelStore(folder, silentLog)
  for (let i = 0; i < 20; i++) {
    await writing.append([{ document: DAMAGED, update: new Uint8Array(5000).fill(i) }])
  }
  await writing.close()
  const db = new ClassicLevel<string, Uint8Array>(folder, { valueEncoding: 'view' })
  for await (const [key, value] of db.iterator({ gt: `log!${DAMAGED}`, reverse: true, limit: 1 })) {
    value[value.length - 1]! ^= 1
    await db.put(key, value)
  }
  await db.close()
  const store = await openLevelStore(folder, silentLog)
  const parts = { store, clock: systemClock, log: silentLog, meter: idleMeter }
  const rooms = new Rooms({
    ...parts,
    journal: new Journal(parts),
    chronicle: forgetful,
    compactBytes: 32 * 1024,
  })
  // An expectation for each would itself be left in memory.
  const failSeveral = async (times: number): Promise<number> => {
    let failed = 0
    for (let i = 0; i < times; i += 2) {
      const opening = [1, 2].map(() => rooms.open(DAMAGED, { orNew: true }))
      for (const { reason } of (await Promise.allSettled(opening)) as PromiseRejectedResult[]) {
        if (reason instanceof DamagedDocument) failed++
      }
    }
    return failed
  }
  await failSeveral(LOADS / 2)
  const before = heap()
  expect(await failSeveral(LOADS)).toBe(LOADS)
  expect(rooms.size).toBe(0)
  // A load of this document takes 100 kB.
  expect(heap() - before).toBeLessThan(before * 0.05)
  await store.close()
  await rm(folder, { recursive: true })
})
