import { crc32c } from './crc32c.ts'

/**
 * LevelDB's log format (its doc/log_format.md): blocks of 32 KiB with fragments of records, each behind a checksum,
 * a length and whether it is a whole record or the first, a middle or the last part of one. Its write-ahead logs
 * and its manifest are such files.
 */
const BLOCK = 32 * 1024
/** A header: the checksum over type and content, the length of the content, the type. */
const LENGTH = 4
const TYPE = 6
const HEADER = 7
const [FULL, FIRST, MIDDLE, LAST] = [1, 2, 3, 4]

/** The records of a log up to the first that is not as it was written, and where in the file the good ones end. */
export function readLog(file: Buffer): { records: Buffer[]; intact: number } {
  const records: Buffer[] = []
  const parts: Buffer[] = []
  const intact = walk(file, 0, (fragment, isLast) => {
    if (unmask(fragment.readUInt32LE(0)) !== crc32c(fragment.subarray(TYPE))) return false
    parts.push(fragment.subarray(HEADER))
    if (isLast) records.push(Buffer.concat(parts.splice(0)))
    return true
  })
  return { records, intact }
}

/**
 * Where the last record ends that has been written to its end, in a log that is being written.
 * @param bytes what stands in the file from `from` on, which is where a record ends.
 */
export const endOfRecords = (bytes: Buffer, from: number): number => walk(bytes, from, () => true)

/** Goes from fragment to fragment while they follow each other as they should; tells where the last whole record ends. */
function walk(bytes: Buffer, from: number, isGood: (fragment: Buffer, isLast: boolean) => boolean): number {
  let whole = from
  let isInside = false
  for (let at = from; ;) {
    const left = BLOCK - (at % BLOCK)
    if (left < HEADER) at += left
    const start = at - from
    if (start + HEADER > bytes.length) break
    const type = bytes[start + TYPE]!
    const end = start + HEADER + bytes.readUInt16LE(start + LENGTH)
    if (end > bytes.length || end - start > BLOCK - (at % BLOCK)) break
    const begins = type === FULL || type === FIRST
    const ends = type === FULL || type === LAST
    if (begins === isInside || !(begins || ends || type === MIDDLE)) break
    if (!isGood(bytes.subarray(start, end), ends)) break
    at = from + end
    isInside = !ends
    if (ends) whole = at
  }
  return whole
}

/** LevelDB stores its sums turned and shifted, so that a sum over bytes that hold sums stays a good one. */
function unmask(masked: number): number {
  const turned = (masked - 0xa282ead8) >>> 0
  return ((turned >>> 17) | (turned << 15)) >>> 0
}

/**
 * Which changes are in the records of a write-ahead log, as LevelDB counts them (db/write_batch.cc: a batch begins with the
 * number of its first change and how many it has): the first, and the one that comes after the last. Null when there are none.
 */
export function changesIn(records: readonly Buffer[]): { first: number; next: number } | null {
  const [first, last] = [records[0], records.at(-1)]
  if (first === undefined || last === undefined) return null
  const number = (record: Buffer): number => Number(record.readBigUInt64LE(0))
  return { first: number(first), next: number(last) + last.readUInt32LE(8) }
}
