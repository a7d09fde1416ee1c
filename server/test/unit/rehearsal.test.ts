import { expect, test, vi } from 'vitest'
import { systemClock } from '../../src/adapters/systemClock.ts'
import type { Store } from '../../src/ports/store.ts'
import { rehearse } from '../../src/rehearsal/rehearse.ts'
import { obliging } from '../world/obliging.ts'
import { silentLog } from '../world/silence.ts'
import { SimulatedDisk, SimulatedStore } from '../world/simulatedStore.ts'

const settings = {
  openRooms: false,
  publicUrl: undefined,
  trustProxy: false,
  maxMessageBytes: 1024 * 1024,
  maxConnections: 10,
  maxConnectionsPerAddress: 10,
  maxConnectionsPerPerson: 10,
  maxOpensPerSecond: 10,
  maxShare: 50,
  maxWaitingBytes: 1024 * 1024,
}

async function warningsOf(store: Store, changes: Partial<typeof settings> = {}): Promise<number> {
  const warn = vi.fn<() => void>()
  await rehearse({ store, clock: systemClock }, { ...settings, ...changes, log: { ...silentLog, warn } })
  return warn.mock.calls.length
}

test('before anybody is let in a page is read and written over a socket, and the store has nothing of it', async () => {
  const disk = new SimulatedDisk()
  const store = obliging(new SimulatedStore(disk))
  expect(await warningsOf(store)).toBe(0)
  expect(disk.documents.size).toBe(0)
})

test('a rehearsal that goes wrong is told to the log, and keeps no server from starting', async () => {
  const store = obliging(new SimulatedStore(new SimulatedDisk()))
  expect(await warningsOf(store, { maxConnections: 0 })).toBe(1)
  vi.spyOn(store, 'load').mockRejectedValue(new Error('EIO'))
  expect(await warningsOf(store)).toBe(1)
})
