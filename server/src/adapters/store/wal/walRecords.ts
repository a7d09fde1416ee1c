import { crc32 } from 'node:zlib'
import type { Entry } from '../behind.ts'

/** A record: a checksum over all that follows, the length of what follows the header, the position, the length of the name. */
const LENGTH = 4
const POSITION = 8
const NAME_LENGTH = 16
const HEADER = 18

/** Up to this length an update is copied to the header before it: the system is handed one piece instead of two. */
const SHORT = 1024

/** Entries as they stand in a file, one behind the other, in pieces: a long update is not copied. */
export function encodeEntries(entries: readonly Entry[]): Uint8Array[] {
  const pieces: Uint8Array[] = []
  for (const { document, position, update } of entries) {
    const named = HEADER + Buffer.byteLength(document)
    const isShort = update.length <= SHORT
    const head = Buffer.allocUnsafe(isShort ? named + update.length : named)
    head.writeUInt32LE(named - HEADER + update.length, LENGTH)
    head.writeDoubleLE(position, POSITION)
    head.writeUInt16LE(named - HEADER, NAME_LENGTH)
    head.write(document, HEADER)
    if (isShort) head.set(update, named)
    const checked = crc32(head.subarray(LENGTH))
    head.writeUInt32LE(isShort ? checked : crc32(update, checked), 0)
    pieces.push(head)
    if (!isShort) pieces.push(update)
  }
  return pieces
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
