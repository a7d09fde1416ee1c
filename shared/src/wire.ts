import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { ServerEvent } from './events.ts'
import { isShallowJson } from './nesting.ts'

/**
 * The bytes on the wire: y-websocket's messages and Weft's own (PROTOCOL.md, W1–W5). No other file writes or reads a type.
 * Sources: y-protocols PROTOCOL.md (sync, awareness), y-websocket src/y-websocket.js (message types).
 */

const SYNC = 0
const AWARENESS = 1
const AUTH = 2
const QUERY_AWARENESS = 3
/** Weft's own messages, sent only to clients that asked with `?weft=1`. */
export const SAVED = 100
export const EVENT = 101

const MAX_AWARENESS_BYTES = 2 ** 20

const STEP_1 = 0
const STEP_2 = 1
const UPDATE = 2

/** One entry of an awareness message: the state of one client, null when it left. */
export interface AwarenessEntry {
  client: number
  clock: number
  /** JSON text of the state, kept as the client wrote it. */
  state: string
}

export type Message =
  | { type: 'step1'; stateVector: Uint8Array }
  | { type: 'step2'; update: Uint8Array }
  | { type: 'update'; update: Uint8Array }
  | { type: 'awareness'; entries: AwarenessEntry[] }
  | { type: 'queryAwareness' }

/** A frame that is not a message of this protocol. The text says what was wrong with it. */
export class MalformedFrame extends Error {
  override name = 'MalformedFrame'
}

/** Reads one frame from a client. Throws MalformedFrame; never returns half a message (W2). */
export function decodeMessage(frame: Uint8Array): Message {
  try {
    const decoder = decoding.createDecoder(frame)
    const message = readMessage(decoder)
    if (decoding.hasContent(decoder)) throw new MalformedFrame('bytes after the end of the message')
    return message
  } catch (error) {
    if (error instanceof MalformedFrame) throw error
    throw new MalformedFrame('the frame ends in the middle of a message', { cause: error })
  }
}

function readMessage(decoder: decoding.Decoder): Message {
  const type = decoding.readVarUint(decoder)
  switch (type) {
    case SYNC:
      return readSync(decoder)
    case AWARENESS:
      return { type: 'awareness', entries: readAwareness(readBytes(decoder)) }
    case QUERY_AWARENESS:
      return { type: 'queryAwareness' }
    default:
      throw new MalformedFrame(`unknown message type ${type}`)
  }
}

function readSync(decoder: decoding.Decoder): Message {
  const step = decoding.readVarUint(decoder)
  switch (step) {
    case STEP_1:
      return { type: 'step1', stateVector: readBytes(decoder) }
    case STEP_2:
      return { type: 'step2', update: readBytes(decoder) }
    case UPDATE:
      return { type: 'update', update: readBytes(decoder) }
    default:
      throw new MalformedFrame(`unknown sync message ${step}`)
  }
}

function readBytes(decoder: decoding.Decoder): Uint8Array {
  const length = decoding.readVarUint(decoder)
  if (length > decoder.arr.length - decoder.pos)
    throw new MalformedFrame('a length beyond the end of the frame')
  return decoding.readUint8Array(decoder, length)
}

function readAwareness(bytes: Uint8Array): AwarenessEntry[] {
  const decoder = decoding.createDecoder(bytes)
  const count = decoding.readVarUint(decoder)
  if (bytes.length > MAX_AWARENESS_BYTES) throw new MalformedFrame('an awareness message of more than 1 MiB')
  // An entry has at least three bytes: a count that cannot be there is refused before anything is built for it.
  if (count * 3 > bytes.length) throw new MalformedFrame('more awareness entries than bytes')
  const entries: AwarenessEntry[] = []
  for (let i = 0; i < count; i++) {
    const entry = {
      client: decoding.readVarUint(decoder),
      clock: decoding.readVarUint(decoder),
      state: decoding.readVarString(decoder),
    }
    if (!isShallowJson(entry.state)) throw new MalformedFrame('a state that is nested too deeply')
    entries.push(entry)
  }
  if (decoding.hasContent(decoder)) throw new MalformedFrame('bytes after the last awareness entry')
  return entries
}

function build(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}

/** A length as lib0 writes it: seven bits in each byte, the lowest first. */
function varUint(number: number): number[] {
  const bytes: number[] = []
  let rest = number
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128)
  bytes.push(rest)
  return bytes
}

const syncHeader = (step: number, length: number): number[] => [SYNC, step, ...varUint(length)]

/** Built without an encoder, which makes some ten buffers on the way to one. */
function framed(header: readonly number[], parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, header.length)
  const frame = new Uint8Array(length)
  frame.set(header)
  let at = header.length
  for (const part of parts) {
    frame.set(part, at)
    at += part.length
  }
  return frame
}

const syncFrame = (step: number, bytes: Uint8Array): Uint8Array =>
  framed(syncHeader(step, bytes.length), [bytes])

export const encodeStep1 = (stateVector: Uint8Array): Uint8Array => syncFrame(STEP_1, stateVector)
export const encodeStep2 = (update: Uint8Array): Uint8Array => syncFrame(STEP_2, update)
/** An update for those in a room; one that lies in its frame already (`copyInFrame`) is not copied. */
export const encodeUpdate = (update: Uint8Array): Uint8Array =>
  frameAround(update) ?? syncFrame(UPDATE, update)

/** A copy of an update that lies in the frame which will carry it. */
export function copyInFrame(update: Uint8Array): Uint8Array {
  const frame = syncFrame(UPDATE, update)
  return frame.subarray(frame.length - update.length)
}

/** The frame that an update lies in; null when the bytes before it are not the frame's header. */
function frameAround({ buffer, byteOffset, length }: Uint8Array): Uint8Array | null {
  const header = syncHeader(UPDATE, length)
  if (byteOffset !== header.length || buffer.byteLength !== byteOffset + length) return null
  const frame = new Uint8Array(buffer)
  return header.every((byte, at) => byte === frame[at]) ? frame : null
}

/** One entry as it stands in an awareness message, to be built once and put into many. */
export function encodeAwarenessEntry({ client, clock, state }: AwarenessEntry): Uint8Array {
  return build((encoder) => {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, state)
  })
}

/** One awareness message of encoded entries; without any it is the empty message of P5. */
export function awarenessOf(entries: readonly Uint8Array[]): Uint8Array {
  const count = varUint(entries.length)
  const body = entries.reduce((sum, entry) => sum + entry.length, count.length)
  return framed([AWARENESS, ...varUint(body), ...count], entries)
}

/** One awareness message, as a client writes it. */
export const encodeAwareness = (entries: readonly AwarenessEntry[]): Uint8Array =>
  awarenessOf(entries.map(encodeAwarenessEntry))

/** «The first `count` update-carrying messages of this connection are on stable storage» (D3). */
export function encodeSaved(count: number): Uint8Array {
  return build((encoder) => {
    encoding.writeVarUint(encoder, SAVED)
    encoding.writeVarUint(encoder, count)
  })
}

export function encodeEvent(event: ServerEvent): Uint8Array {
  return build((encoder) => {
    encoding.writeVarUint(encoder, EVENT)
    encoding.writeVarString(encoder, JSON.stringify(event))
  })
}

/** «You may not do this»: y-protocols' auth message, shown by stock clients in their console. */
export function encodeDenied(reason: string): Uint8Array {
  return build((encoder) => {
    encoding.writeVarUint(encoder, AUTH)
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarString(encoder, reason)
  })
}

/** Whether a frame that a client sends carries an update, and so counts for `saved` (D3). */
export function carriesUpdate(sent: Uint8Array): boolean {
  return sent[0] === SYNC && (sent[1] === STEP_2 || sent[1] === UPDATE)
}
