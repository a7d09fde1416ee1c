import { readdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { isLog } from './files.ts'

/** For a new manifest, a new log and what the file system needs. */
const MARGIN = 1024 * 1024

/** Whether LevelDB, opened again, would find the room to write its logs into tables. */
export async function hasRoomToReopen(folder: string): Promise<boolean> {
  let needed = MARGIN
  for (const name of (await readdir(folder)).filter(isLog)) needed += (await stat(join(folder, name))).size
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize >= needed
}
