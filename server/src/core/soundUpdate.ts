import { ByteReader } from './byteReader.ts'

/** A run of clocks of one client: from `clock` up to `end`, which is not in it. */
export interface Run {
  client: number
  clock: number
  end: number
}

/** What an update is about, without its content. */
export interface Outline {
  /** One run for each client that has structs in it; parts of a run may be missing. */
  structs: Run[]
  deletions: Run[]
  /** Where shared types begin, which others may be put into. */
  types: { client: number; clock: number }[]
  /** Where structs begin that hold more than one of what they hold, beside others: none of them may stand in a map. */
  pieces: { client: number; clock: number }[]
}

const GC = 0
const SKIP = 10
const DELETED = 1
const TYPE = 7
const HAS_ORIGIN = 0x80
const HAS_RIGHT_ORIGIN = 0x40
const HAS_PARENT_SUB = 0x20
const KIND = 0x1f
const XML_ELEMENT = 3
const XML_HOOK = 5
const LAST_TYPE = 6
const OBJECT = 118

/**
 * Reads an update's outline from its bytes (Yjs' encoding version 1). Throws RangeError, TypeError or SyntaxError
 * when they are no update, or one that no client of Yjs writes and that does harm once it is kept:
 *
 * Yjs has two readers of updates, one that applies and one that merges and compares, and both are forgiving in ways
 * of their own; an update that they read differently poisons what is stored. This accepts only what both read alike,
 * to the last byte. Structs and deletions without length, or beyond the last number, make documents that cannot be
 * loaded again; structs that lean on their own future make the next honest edit throw; more than one value under a key of a map (see mapEntries); clients out of order lose
 * structs when they are merged, deletions out of order cost the square of their number; counts beyond the bytes and deep values exhaust memory and stack.
 *
 * It builds nothing, which makes it three times as quick as `Y.decodeUpdate`; a test holds it to that one.
 */
export function outlineOf(update: Uint8Array): Outline {
  const reader = new ByteReader(update)
  const outline: Outline = { structs: [], deletions: [], types: [], pieces: [] }
  let before = Infinity
  for (let blocks = reader.count(3); blocks > 0; blocks--) {
    const structs = reader.count(2)
    const client = reader.varUint()
    // Two blocks of one client, or clients that do not descend: Yjs' merging would tear them apart.
    if (client >= before) throw new RangeError('clients out of order')
    before = client
    const clock = reader.varUint()
    const end = skipStructs(reader, { client, clock, count: structs }, outline)
    if (structs > 0) outline.structs.push({ client, clock, end })
  }
  for (let clients = reader.count(2); clients > 0; clients--) {
    const client = reader.varUint()
    for (let ranges = reader.count(2), end = 0; ranges > 0; ranges--) {
      const clock = reader.varUint()
      if (clock < end) throw new RangeError('deletions out of order')
      end = endOf(clock, reader.varUint())
      outline.deletions.push({ client, clock, end })
    }
  }
  if (reader.left > 0) throw new RangeError('bytes after the end of the update')
  return outline
}

/** Passes over the structs of one client; returns the clock behind the last. */
function skipStructs(
  reader: ByteReader,
  { client, clock, count }: { client: number; clock: number; count: number },
  outline: Outline,
): number {
  for (let left = count; left > 0; left--) {
    const info = reader.byte()
    if (info === GC || info === SKIP) clock = endOf(clock, reader.varUint())
    else {
      const own = { client, clock }
      if ((info & KIND) === TYPE) outline.types.push(own)
      clock = endOf(clock, skipItem(reader, info, own))
      if (clock - own.clock === 1 || (info & KIND) === DELETED) continue
      if (info & HAS_PARENT_SUB) throw new RangeError('more than one value under a key of a map')
      if (info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) outline.pieces.push(own)
    }
  }
  return clock
}

/** Passes over an item; returns its length. */
function skipItem(reader: ByteReader, info: number, own: { client: number; clock: number }): number {
  if (info & HAS_ORIGIN) skipId(reader, own)
  if (info & HAS_RIGHT_ORIGIN) skipId(reader, own)
  if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
    const named = reader.varUint()
    if (named === 1) reader.skipText()
    else if (named === 0) skipId(reader, own)
    else throw new RangeError('a parent of no known kind')
    if (info & HAS_PARENT_SUB) reader.skipText()
  }
  return skipContent(reader, info & KIND)
}

/** Passes over the id of another struct, which must not come after the one that names it. */
function skipId(reader: ByteReader, own: { client: number; clock: number }): void {
  const client = reader.varUint()
  const clock = reader.varUint()
  if (client === own.client && clock >= own.clock) throw new RangeError('a struct before its origin')
}

/** Passes over the content of an item; returns its length in clocks. */
function skipContent(reader: ByteReader, kind: number): number {
  switch (kind) {
    case DELETED:
      return reader.varUint()
    case 2: // JSON
      return skipEach(reader, () => reader.skipJson({ orUndefined: true }))
    case 3: // binary
      reader.skipBytes()
      return 1
    case 4: // string
      return reader.skipText()
    case 5: // embed
      reader.skipJson()
      return 1
    case 6: // format
      reader.skipText()
      reader.skipJson()
      return 1
    case TYPE:
      skipType(reader)
      return 1
    case 8: // any
      return skipEach(reader, () => reader.skipAny())
    case 9: // subdocument
      reader.skipText()
      if (reader.peek() !== OBJECT) throw new RangeError('a subdocument without options')
      reader.skipAny()
      return 1
    default:
      throw new RangeError('a struct of no known kind')
  }
}

function skipEach(reader: ByteReader, skip: () => void): number {
  const count = reader.count(1)
  for (let left = count; left > 0; left--) skip()
  return count
}

function skipType(reader: ByteReader): void {
  const type = reader.varUint()
  if (type > LAST_TYPE) throw new RangeError('a shared type of no known kind')
  if (type === XML_ELEMENT || type === XML_HOOK) reader.skipText()
}

function endOf(clock: number, length: number): number {
  const end = clock + length
  if (length <= 0 || end > Number.MAX_SAFE_INTEGER) throw new RangeError('a range without length or end')
  return end
}
