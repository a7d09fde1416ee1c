import { open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isDiskFull } from '../../causes.ts'
import { isLog } from './files.ts'

const PROBE = 'PROBE'
/** For a new manifest, a new log and what the file system needs. */
const MARGIN = 512 * 1024

/**
 * Whether LevelDB, opened again, would find the room to write its logs into tables. It is tried, since what a file system
 * says of its free space knows no quota and no other limit.
 */
export async function hasRoomToReopen(folder: string): Promise<boolean> {
  let needed = MARGIN
  for (const name of (await readdir(folder)).filter(isLog)) needed += (await stat(join(folder, name))).size
  const probe = join(folder, PROBE)
  try {
    const file = await open(probe, 'w')
    try {
      await file.writeFile(Buffer.alloc(needed))
      await file.datasync()
    } finally {
      await file.close()
    }
    return true
  } catch (error) {
    if (isDiskFull(error)) return false
    throw error
  } finally {
    await rm(probe, { force: true })
  }
}
