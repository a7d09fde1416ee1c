import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { pinoLog } from '../../src/adapters/pinoLog.ts'
import { prometheusMeter } from '../../src/adapters/prometheusMeter.ts'
import { openLevelStore } from '../../src/adapters/store/level/levelStore.ts'
import { openWalStore } from '../../src/adapters/store/wal/walStore.ts'
import { systemClock } from '../../src/adapters/systemClock.ts'
import { clockContract } from '../contracts/clockContract.ts'
import { logContract } from '../contracts/logContract.ts'
import { meterContract } from '../contracts/meterContract.ts'
import { storeContract } from '../contracts/storeContract.ts'
import { ManualClock } from '../world/manualClock.ts'
import { obliging } from '../world/obliging.ts'
import { silentLog } from '../world/silence.ts'
import { SimulatedDisk, SimulatedStore } from '../world/simulatedStore.ts'

storeContract('LevelDB', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'weft-store-'))
  return { open: () => openLevelStore(folder, silentLog), remove: () => rm(folder, { recursive: true }) }
})

storeContract('a write-ahead log before LevelDB', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'weft-store-'))
  return {
    async open() {
      const level = await openLevelStore(join(folder, 'documents'), silentLog)
      return openWalStore(level, join(folder, 'wal'), silentLog)
    },
    remove: () => rm(folder, { recursive: true }),
  }
})

storeContract('the simulated store', async () => {
  const disk = new SimulatedDisk()
  return { open: async () => obliging(new SimulatedStore(disk)), remove: async () => {} }
})

clockContract('the system clock', systemClock, async (milliseconds) => {
  await setTimeout(milliseconds + 1)
  await setImmediate()
})

const manual = new ManualClock()
clockContract('the manual clock', manual, async (milliseconds) => {
  manual.advance(milliseconds)
  manual.endTurn()
})

logContract('pino', () => {
  let written = ''
  return { log: pinoLog('info', { write: (line) => (written += line) }), written: () => written }
})

const meter = prometheusMeter()
meterContract('Prometheus', meter, async (what) => {
  const line = new RegExp(`^weft_${what} (.*)$`, 'm').exec(await meter.scrape())
  return Number(line?.[1])
})
