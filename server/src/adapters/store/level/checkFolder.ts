import { readdir, readFile, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '../../../ports/log.ts'
import { DamagedFolder } from '../damagedFolder.ts'
import { checksumOf, readChecksums } from './checksums.ts'
import { CURRENT, isLog, isTable, manifestNamed, numberOf, tableName } from './files.ts'
import { changesIn, readLog } from './logFormat.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { readSeal } from '../seal.ts'
import type { Sealed } from './sealed.ts'

/**
 * Compares a folder that nobody has open with what was sealed in it, since LevelDB itself takes a torn log, a
 * missing log and a missing CURRENT for less text or none (docs/adr/0018). Throws DamagedFolder when anything is
 * missing that was called saved. What was never called saved and is torn is cut off, with all that was written after it.
 */
export async function checkFolder(folder: string, log: Log): Promise<void> {
  const names = await readdir(folder).catch(noneIfAbsent)
  const seal = await readSeal<Sealed>(folder)
  if (!names.includes(CURRENT)) {
    if (seal === null && !names.some((name) => isLog(name) || isTable(name))) return
    throw new DamagedFolder(join(folder, CURRENT), 'is missing')
  }
  const { manifest, ...manifestFile } = await checkManifest(folder, seal)
  await checkTables(folder, names, manifest)
  const logs = await checkLogs(folder, names, manifest, seal)
  // From here on nothing is missing, and what is cut is not missed.
  for (const { path, size, keep } of [manifestFile, ...logs]) {
    if (keep === size) continue
    await truncate(path, keep)
    log.warn('the end of a file had been written and never called saved; it was torn and is cut off', {
      file: path,
      bytes: size - keep,
    })
  }
}

/** A file, how long it is, and how much of that is to be kept. */
interface Kept {
  path: string
  size: number
  keep: number
}

async function checkManifest(folder: string, seal: Sealed | null): Promise<Kept & { manifest: Manifest }> {
  const current = join(folder, CURRENT)
  const name = manifestNamed(await readFile(current, 'latin1'))
  if (name === null) throw new DamagedFolder(current, 'does not name a manifest')
  const [sealedName, sealedSize] = seal?.manifest ?? [name, 0]
  if (numberOf(name) < numberOf(sealedName)) {
    throw new DamagedFolder(current, `names ${name}, which is older than ${sealedName}`)
  }
  const path = join(folder, name)
  const file = await readFile(path).catch(() => null)
  if (file === null) {
    throw name === sealedName
      ? new DamagedFolder(path, 'is missing')
      : new DamagedFolder(current, `names ${name}, which is not there`)
  }
  let manifest: Manifest
  try {
    manifest = readManifest(file)
  } catch {
    throw new DamagedFolder(path, 'cannot be read')
  }
  if (manifest.intact === 0 || (name === sealedName && manifest.intact < sealedSize)) {
    throw new DamagedFolder(path, `is damaged or cut behind byte ${manifest.intact}`)
  }
  return { manifest, path, size: file.length, keep: manifest.intact }
}

async function checkTables(folder: string, names: readonly string[], { tables }: Manifest): Promise<void> {
  const sums = await readChecksums(folder)
  for (const [number, size] of tables) {
    const path = join(folder, tableName(number))
    if (!names.includes(tableName(number))) throw new DamagedFolder(path, 'is missing')
    if ((await stat(path)).size !== size) throw new DamagedFolder(path, `is not ${size} bytes long any more`)
    const sum = sums?.get(number)
    if (sum !== undefined && (await checksumOf(path)) !== sum) {
      throw new DamagedFolder(path, 'is damaged: its checksum is wrong')
    }
  }
}

/** LevelDB leaves a log when it is full: behind an empty one there is none. */
const NOTHING_YET = -1

/** How much of each log that is not yet in a table is to be kept, in the order in which they were written. */
async function checkLogs(
  folder: string,
  names: readonly string[],
  { firstLog }: Manifest,
  seal: Sealed | null,
): Promise<Kept[]> {
  const isNeeded = (name: string): boolean => numberOf(name) >= firstLog
  const sealed = new Map(seal?.logs.filter(([name]) => isNeeded(name)))
  for (const name of sealed.keys()) {
    if (!names.includes(name)) throw new DamagedFolder(join(folder, name), 'is missing')
  }
  const kept: Kept[] = []
  let isTorn = false
  /** What the next change is to be counted as; null where nothing came before. */
  let next: number | null = null
  const logs = names.filter((name) => isLog(name) && isNeeded(name))
  for (const name of logs.sort((a, b) => numberOf(a) - numberOf(b))) {
    const path = join(folder, name)
    const file = await readFile(path)
    const { records, intact } = readLog(file)
    const changes = changesIn(records)
    // A log may end where a record ends, and yet be cut: then the next one begins with a later change.
    isTorn ||= next !== null && changes !== null && changes.first !== next
    next = changes?.next ?? (kept.length === 0 ? NOTHING_YET : next)
    const least = sealed.get(name) ?? 0
    if (intact < least) throw new DamagedFolder(path, `is damaged or cut behind byte ${intact}`)
    // Behind a tear a later edit would stand without the one that it followed.
    kept.push({ path, size: file.length, keep: isTorn ? least : intact })
    isTorn ||= intact < file.length
  }
  return kept
}

function noneIfAbsent(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return []
  throw error
}
