import { readLog } from '../../src/adapters/store/level/logFormat.ts'
import { readManifest } from '../../src/adapters/store/level/manifest.ts'
import type { Random } from '../world/random.ts'
import type { Photograph } from './photograph.ts'
import type { Durable } from './watchSyncs.ts'

const PAGE = 4096
const FRAGMENT_HEADER = 7

/**
 * What a machine finds when its power went at the moment of the photograph. Of each file what was synced is there; of
 * the rest as much as chance wrote, with holes and garbage in it. Entries of a folder come to disk in the order in which
 * they were made, as a journalling file system does it. LevelDB syncs its tables before its manifest names them, its
 * manifest after each record, and deletes what is not needed only after that.
 */
export function cutPower(files: Photograph, durable: Durable, random: Random): Photograph {
  const left: Photograph = new Map(files)
  const manifestName = files.get('CURRENT')!.toString('latin1').trim()
  const manifest = cutManifest(files, manifestName, durable, random)
  left.set(manifestName, manifest)
  const { tables } = readManifest(manifest)
  // LevelDB syncs the folder before each record of its manifest: what was made before the newest table is there.
  const newestTable = Math.max(0, ...tables.keys())
  const fresh = [...files.keys()]
    .filter((name) => /^\d/.test(name) && !durable.entries.has(name) && numberOf(name) > newestTable)
    .sort((a, b) => numberOf(a) - numberOf(b))
  for (const name of fresh.slice(random.below(fresh.length + 1))) left.delete(name)
  for (const [name, content] of left) {
    if (name.endsWith('.log')) left.set(name, tear(content, durable.sizes.get(name) ?? 0, random))
    else if (name.endsWith('.ldb') && !tables.has(numberOf(name))) left.set(name, tear(content, 0, random))
  }
  left.set('SEAL', cutSeal(files.get('SEAL')!, durable.seal, random))
  // The deletion of a file that nobody needs any more may be undone.
  for (const name of durable.entries) {
    if (/^\d/.test(name) && !files.has(name) && random.chance(0.5)) left.set(name, garbage(random, 5000))
  }
  return left
}

/** Its last record may have been on its way, as long as all that stood there before it is still needed and there. */
function cutManifest(files: Photograph, name: string, durable: Durable, random: Random): Buffer {
  const whole = files.get(name)!
  const { records, intact } = readLog(whole)
  const before = Math.max(durable.sizes.get(name) ?? 0, intact - FRAGMENT_HEADER - records.at(-1)!.length)
  if (before >= intact || random.chance(0.3)) return whole
  const older = readManifest(whole.subarray(0, before))
  const isThere = [...older.tables.keys()].every((number) =>
    files.has(`${String(number).padStart(6, '0')}.ldb`),
  )
  const logs = [...files.keys()].filter((one) => one.endsWith('.log')).map(numberOf)
  if (!isThere || !logs.includes(older.firstLog)) return whole
  return tear(whole, before, random)
}

/** Of what was not synced some is there, some is not, and some is something else. */
export function tear(content: Buffer, synced: number, random: Random): Buffer {
  const torn = Buffer.from(content)
  if (synced >= torn.length) return torn
  const end = synced + random.below(torn.length - synced + 1)
  // The system writes down how long a file is when it is synced: the rest may be gone without a trace.
  if (random.chance(0.2)) return torn.subarray(0, synced)
  switch (random.below(4)) {
    case 0:
      return torn.subarray(0, end)
    case 1:
      return torn
    case 2:
      return Buffer.concat([torn.subarray(0, end), garbage(random, torn.length - end)])
    default:
      // Pages reach the disk in any order.
      for (let page = synced - (synced % PAGE); page < torn.length; page += PAGE) {
        const from = Math.max(page, synced)
        const to = Math.min(page + PAGE, torn.length)
        if (random.chance(0.3)) torn.fill(0, from, to)
        else if (random.chance(0.1)) garbage(random, to - from).copy(torn, from)
      }
      return torn
  }
}

/** The slot that was being written is as before, as after, or neither. */
export function cutSeal(now: Buffer, synced: Buffer | null, random: Random): Buffer {
  const left = Buffer.from(synced ?? Buffer.alloc(now.length))
  const [first, last] = differing(left, now)
  if (first > last || random.chance(0.3)) return left
  if (random.chance(0.4)) return Buffer.from(now)
  garbage(random, last + 1 - first).copy(left, first)
  return left
}

function differing(a: Buffer, b: Buffer): [number, number] {
  let [first, last] = [0, b.length - 1]
  while (first < b.length && a[first] === b[first]) first++
  while (last >= 0 && a[last] === b[last]) last--
  return [first, last]
}

export function garbage(random: Random, most: number): Buffer {
  return Buffer.from(Array.from({ length: random.below(most + 1) }, () => random.below(256)))
}

const numberOf = (name: string): number => Number.parseInt(name, 10)
