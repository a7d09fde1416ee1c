import { readdirSync } from 'node:fs'
import { openWalStore } from '../../src/adapters/store/wal/walStore.ts'
import { settling } from '../world/obliging.ts'
import type { Random } from '../world/random.ts'
import { type PendingOperation, SimulatedDisk, SimulatedStore } from '../world/simulatedStore.ts'
import { cutSeal, garbage, tear } from './cutPower.ts'
import type { Media } from './machine.ts'
import { develop, type Photograph, photograph } from './photograph.ts'
import type { Durable } from './watchSyncs.ts'

/** Files come and go all the time, and the store behind follows close. */
const LIMITS = { longestFile: 10_000, manyBytes: 4000, behindMs: 1 }

const isWal = (name: string): boolean => name.endsWith('.wal')

/**
 * A disk with a write-ahead log on it, before a store that keeps no more than it promises.
 * @param failures when given, one in five of what that store is asked to write fails, halfway or at once.
 */
export function walMedia(failures: Random | null = null): Media {
  let disk = new SimulatedDisk()
  return {
    async open(folder, log) {
      let isOpen = false
      const settle = (operation: PendingOperation): void => {
        const fails = isOpen && operation.kind !== 'load' && failures?.chance(0.2) === true
        if (fails) operation.fail(failures.chance(0.5))
        else operation.succeed()
      }
      const store = await openWalStore(settling(new SimulatedStore(disk), settle), folder, log, LIMITS)
      isOpen = true
      return store
    },
    isBetweenLogs: (folder) => readdirSync(folder).filter(isWal).length > 1,
    photograph(folder) {
      const files = photograph(folder)
      const behind = disk.copy()
      return (to, durable, random) => {
        behind.cutPower(random.below(101) / 100)
        disk = behind
        develop(cutWal(files, durable, random), to)
      }
    },
  }
}

/** Of each file what was synced is there, of the rest what chance wrote; the last that were made may be gone. */
function cutWal(files: Photograph, durable: Durable, random: Random): Photograph {
  const left: Photograph = new Map(files)
  const fresh = [...files.keys()].filter((name) => isWal(name) && !durable.entries.has(name)).sort()
  for (const name of fresh.slice(random.below(fresh.length + 1))) left.delete(name)
  for (const [name, content] of left)
    if (isWal(name)) left.set(name, tear(content, durable.sizes.get(name) ?? 0, random))
  const seal = files.get('SEAL')
  if (seal !== undefined) left.set('SEAL', cutSeal(seal, durable.seal, random))
  // The deletion of a file that nobody needs any more may be undone.
  for (const name of durable.entries)
    if (isWal(name) && !files.has(name) && random.chance(0.5)) left.set(name, garbage(random, 5000))
  return left
}
