import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { openLevelStore } from './adapters/store/level/levelStore.ts'
import type { Store } from './ports/store.ts'

/** The server cannot start as things are. The message is for whoever started it, and says what to do. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}

/**
 * Opens the store in the data folder, making the folder when it is not there. Throws CannotStart when the folder
 * cannot be written, or belongs to a server that runs; that one is named.
 */
export async function openDataFolder(folder: string, address: string): Promise<Store> {
  const holder = join(folder, 'holder.json')
  try {
    await mkdir(folder, { recursive: true })
    const store = await openLevelStore(join(folder, 'documents'))
    await writeFile(holder, JSON.stringify({ process: process.pid, address }))
    return store
  } catch (error) {
    throw new CannotStart(await explain(error, resolve(folder), holder), { cause: error })
  }
}

async function explain(error: unknown, folder: string, holder: string): Promise<string> {
  const codes = codesOf(error)
  if (codes.includes('LEVEL_LOCKED')) {
    return `The data folder ${folder} is in use by another Weft${await nameHolder(holder)}. Stop that one, or set DATA_DIR to another folder.`
  }
  if (codes.some((code) => ['EACCES', 'EPERM', 'EROFS', 'LEVEL_IO_ERROR'].includes(code))) {
    return `The data folder ${folder} cannot be written. Give the user of this process the right to, or set DATA_DIR to another folder.`
  }
  if (codes.some((code) => ['ENOTDIR', 'EEXIST'].includes(code))) {
    return `The data folder ${folder} is not a folder. Set DATA_DIR to one.`
  }
  if (codes.includes('ENOSPC'))
    return `The disk that holds the data folder ${folder} is full. Make room on it, then start again.`
  return `The data folder ${folder} cannot be opened (${error instanceof Error ? rootCause(error).message : String(error)}). Restore it from a backup, or set DATA_DIR to another folder.`
}

async function nameHolder(holder: string): Promise<string> {
  try {
    const { process: pid, address } = JSON.parse(await readFile(holder, 'utf8')) as {
      process: number
      address: string
    }
    return ` (process ${pid}, ${address})`
  } catch {
    return ''
  }
}

function codesOf(error: unknown): string[] {
  const codes: string[] = []
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code !== undefined) codes.push(code)
  }
  return codes
}

function rootCause(error: Error): Error {
  return error.cause instanceof Error ? rootCause(error.cause) : error
}
