import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { codesOf, isDiskFull } from './adapters/causes.ts'
import { openLevelStore } from './adapters/store/level/levelStore.ts'
import type { Store } from './ports/store.ts'

const HOLDER = 'holder.json'

interface Holder {
  process: number
  address: string
}

/** The server cannot start as things are. The message is for whoever started it, and says what to do. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}

/**
 * Opens the store in the data folder, making the folder when it is not there. Throws CannotStart when the folder
 * cannot be written, or belongs to a server that runs; that one is named.
 */
export async function openDataFolder(folder: string): Promise<Store> {
  try {
    await mkdir(folder, { recursive: true })
    const store = await openLevelStore(join(folder, 'documents'))
    await nameHolder(folder, 'starting')
    return store
  } catch (error) {
    throw new CannotStart(await explain(error, resolve(folder)), { cause: error })
  }
}

/** Writes down who holds the folder and where that one is found, for the next who wants it. */
export async function nameHolder(folder: string, address: string): Promise<void> {
  const holder: Holder = { process: process.pid, address }
  await writeFile(join(folder, HOLDER), JSON.stringify(holder))
}

async function explain(error: unknown, folder: string): Promise<string> {
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
  try {
    const { process: pid, address } = JSON.parse(await readFile(join(folder, HOLDER), 'utf8')) as Holder
    return ` (process ${pid}, ${address})`
  } catch {
    return ''
  }
}

function rootCause(error: Error): Error {
  return error.cause instanceof Error ? rootCause(error.cause) : error
}
