import { readdirSync } from 'node:fs'
import { openLevelStore } from '../../src/adapters/store/level/levelStore.ts'
import { cutPower } from './cutPower.ts'
import type { Media } from './machine.ts'
import { develop, photograph } from './photograph.ts'

/** LevelDB takes no less: it makes a table of each 64 KiB, so that logs change all the time. */
const WRITE_BUFFER = 64 * 1024

/** A disk with LevelDB on it. */
export const levelMedia: Media = {
  open: (folder, log) => openLevelStore(folder, log, { writeBufferSize: WRITE_BUFFER, quietMs: 0 }),
  isBetweenLogs: (folder) => readdirSync(folder).filter((name) => name.endsWith('.log')).length > 1,
  photograph(folder) {
    const files = photograph(folder)
    return (to, durable, random) => develop(cutPower(files, durable, random), to)
  },
}
