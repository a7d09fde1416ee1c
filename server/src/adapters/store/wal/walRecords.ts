import { crc32 } from 'node:zlib'
import type { Entry } from '../behind.ts'

/** A record: a checksum over all that follows, the length of what follows the header, the position, the length of the name. */
const LENGTH = 4
const POSITION = 8
const NAME_LENGTH = 16
const HEADER = 18

/** Entries as they stand in a file, one behind the other. */
export function encodeEntries(entries: readonly Entry[]): Buffer {
  const names = entries.map(({ document }) => Buffer.from(document))
  const bytes = Buffer.allocUnsafe(
    entries.reduce((sum, { update }, i) => sum + HEADER + names[i]!.length + update.length, 0),
  )
  let at = 0
  for (const [i, { position, update }] of entries.entries()) {
    const name = names[i]!
    const end = at + HEADER + name.length + update.length
    bytes.writeUInt32LE(end - at - HEADER, at + LENGTH)
    bytes.writeDoubleLE(position, at + POSITION)
    bytes.writeUInt16LE(name.length, at + NAME_LENGTH)
    bytes.set(name, at + HEADER)
    bytes.set(update, at + HEADER + name.length)
    bytes.writeUInt32LE(crc32(bytes.subarray(at + LENGTH, end)), at)
    at = end
  }
  return bytes
}

/** The entries of a file up to the first that is not as it was written, and where in the file the good ones end. */
export function readEntries(file: Buffer): { entries: (Entry & { end: number })[]; intact: number } {
  const entries: (Entry & { end: number })[] = []
  let at = 0
  while (at + HEADER <= file.length) {
    const end = at + HEADER + file.readUInt32LE(at + LENGTH)
    if (end > file.length || crc32(file.subarray(at + LENGTH, end)) !== file.readUInt32LE(at)) break
    const update = at + HEADER + file.readUInt16LE(at + NAME_LENGTH)
    entries.push({
      document: file.toString('utf8', at + HEADER, update),
      position: file.readDoubleLE(at + POSITION),
      update: file.subarray(update, end),
      end,
    })
    at = end
  }
  return { entries, intact: at }
}
