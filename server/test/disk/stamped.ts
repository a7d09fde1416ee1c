import type { Snapshot, StoredDocument } from '../../src/ports/store.ts'
import type { Random } from '../world/random.ts'

const STAMP = 16

function stamped(kind: string, name: string, count: number, length: number): Uint8Array {
  const bytes = Buffer.alloc(STAMP + length, count % 251)
  bytes.write(`${kind}${name}`.padEnd(STAMP - 4), 0, 'latin1')
  bytes.writeUInt32BE(count, STAMP - 4)
  return bytes
}

/** An update that says which one of which document it is. */
export const update = (name: string, count: number, random: Random): Uint8Array =>
  stamped('u', name, count, random.chance(0.1) ? random.below(40_000) : random.below(3000))

/** A snapshot that says for how many updates of which document it stands. */
export const snapshot = (name: string, count: number, random: Random): Snapshot => ({
  update: stamped('s', name, count, random.below(random.chance(0.2) ? 50_000 : 2000)),
  stateVector: stamped('v', name, count, 0),
})

/** How many updates a document holds; a sentence when they are not those that were written, in their order. */
export function countOf(name: string, { snapshot: folded, tail, position }: StoredDocument): number | string {
  const before = position - tail.length
  const parts = folded === null ? tail : [folded.update, ...tail]
  for (const [i, bytes] of parts.entries()) {
    const count = folded === null ? before + i + 1 : before + i
    const kind = folded !== null && i === 0 ? 's' : 'u'
    if (Buffer.compare(bytes, stamped(kind, name, count, bytes.length - STAMP)) !== 0) {
      return `what stands in the place of update ${count} is something else`
    }
  }
  if (
    folded !== null &&
    Buffer.compare(folded.stateVector ?? Buffer.alloc(0), stamped('v', name, before, 0)) !== 0
  )
    return `its snapshot is said to hold something else`
  if (folded === null && before !== 0) return `its first updates are missing`
  return position
}
