import { type FileHandle, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Brings LevelDB's write-ahead logs to stable storage, all of them. A write with `sync: true` would sync the
 * current log only, and LevelDB leaves the log before unsynced when it switches memtables
 * (`DBImpl::MakeRoomForWrite`). A log that is gone meanwhile is in a table file, which LevelDB syncs itself.
 */
export async function syncLogs(folder: string, known: Set<string>): Promise<void> {
  const logs = (await readdir(folder)).filter((name) => name.endsWith('.log'))
  for (const name of logs) {
    try {
      await toDisk(join(folder, name), 'r+', (file) => file.datasync())
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  if (logs.every((name) => known.has(name))) return
  // A new file survives the power cut only when its folder's entry does.
  await toDisk(folder, 'r', (directory) => directory.sync())
  known.clear()
  for (const name of logs) known.add(name)
}

async function toDisk(
  path: string,
  flags: 'r' | 'r+',
  sync: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const file = await open(path, flags)
  try {
    await sync(file)
  } finally {
    await file.close()
  }
}
