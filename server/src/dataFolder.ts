import { access, mkdir, open, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { codesOf, isDiskFull } from './adapters/causes.ts'
import { DamagedFolder } from './adapters/store/damagedFolder.ts'
import { openLevelStore } from './adapters/store/level/levelStore.ts'
import { openWalStore } from './adapters/store/wal/walStore.ts'
import type { Log } from './ports/log.ts'
import type { Store } from './ports/store.ts'

const HOLDER = 'holder.json'

interface Holder {
  process: number
  address: string
  /** Whether what was written last is in a log of its own. */
  hasLog: boolean
}

/** The server cannot start as things are. The message is for whoever started it, and says what to do. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}

/**
 * Opens the store in the data folder, making the folder when it is not there. Throws CannotStart when the folder
 * cannot be written, when something is missing that was in it, or when it belongs to a server that runs; that one is
 * named.
 */
export async function openDataFolder(folder: string, log: Log): Promise<Store> {
  try {
    const documents = join(folder, 'documents')
    await mkdir(folder, { recursive: true })
    // Without its documents, a folder that was in use would become a new one with empty pages.
    if ((await isThere(join(folder, HOLDER))) && !(await isThere(documents))) {
      throw new DamagedFolder(documents, 'is missing')
    }
    const wal = join(folder, 'wal')
    if ((await readHolder(folder))?.hasLog === true && !(await isThere(wal)))
      throw new DamagedFolder(wal, 'is missing')
    const store = await openStore(documents, wal, log)
    await syncUpwards(folder)
    await nameHolder(folder, 'starting')
    return store
  } catch (error) {
    throw new CannotStart(await explain(error, resolve(folder)), { cause: error })
  }
}

/** Documents are in LevelDB; what was written last is in a log before it. */
async function openStore(documents: string, wal: string, log: Log): Promise<Store> {
  const level = await openLevelStore(documents, log)
  try {
    return await openWalStore(level, wal, log)
  } catch (error) {
    await level.close()
    throw error
  }
}

/** Writes down who holds the folder and where that one is found, for the next who wants it. */
export async function nameHolder(folder: string, address: string): Promise<void> {
  const holder: Holder = { process: process.pid, address, hasLog: true }
  await writeFile(join(folder, HOLDER), JSON.stringify(holder))
}

/** Where the server that has this folder, or had it last, is found; null when it is not known. */
export async function addressOfHolder(folder: string): Promise<string | null> {
  const address = (await readHolder(folder))?.address ?? ''
  return address.startsWith('http') ? address : null
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/** A new folder survives the power cut only when the one that it is in says so on stable storage, and so on upwards. */
async function syncUpwards(folder: string): Promise<void> {
  for (let path = resolve(folder), levels = 0; levels < 3; path = dirname(path), levels++) {
    const directory = await open(path, 'r').catch(() => null)
    await directory?.sync()
    await directory?.close()
  }
}

async function explain(error: unknown, folder: string): Promise<string> {
  if (error instanceof DamagedFolder) {
    return `The data folder ${folder} is damaged: ${error.message}. Nothing was changed. Put the folder back as a whole from a backup, then start again; or set DATA_DIR to another folder to begin without these documents.`
  }
  const codes = codesOf(error)
  if (isDiskFull(error))
    return `The disk that holds the data folder ${folder} is full. Make room on it, then start again.`
  if (codes.includes('LEVEL_LOCKED')) {
    return `The data folder ${folder} is in use by another Weft${await holderOf(folder)}. Stop that one, or set DATA_DIR to another folder.`
  }
  if (codes.some((code) => ['EACCES', 'EPERM', 'EROFS', 'LEVEL_IO_ERROR'].includes(code))) {
    return `The data folder ${folder} cannot be written. Give the user of this process the right to, or set DATA_DIR to another folder.`
  }
  if (codes.some((code) => ['ENOTDIR', 'EEXIST'].includes(code))) {
    return `The data folder ${folder} is not a folder. Set DATA_DIR to one.`
  }
  return `The data folder ${folder} cannot be opened (${error instanceof Error ? rootCause(error).message : String(error)}). Restore it from a backup, or set DATA_DIR to another folder.`
}

async function holderOf(folder: string): Promise<string> {
  const holder = await readHolder(folder)
  return holder === null ? '' : ` (process ${holder.process}, ${holder.address})`
}

async function readHolder(folder: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(join(folder, HOLDER), 'utf8')) as Holder
  } catch {
    return null
  }
}

function rootCause(error: Error): Error {
  return error.cause instanceof Error ? rootCause(error.cause) : error
}
