import { DEEPEST_NESTING, isShallowJson } from '@weft/shared/nesting'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
/** Longer text is decoded by the platform, which is quicker than looking at each letter. */
const SHORT_TEXT = 64

/** lib0's tags of the values that `any` holds (lib0/src/decoding.js, readAny). */
const ANY = {
  varInt: 125,
  float32: 124,
  float64: 123,
  bigInt: 122,
  text: 119,
  object: 118,
  array: 117,
  bytes: 116,
}
const LARGEST_TAG = 127

/**
 * Walks over lib0's encoding without building what it says. Every length and count is held against the bytes that
 * are left before anything is done for it, and no nesting costs stack. Throws RangeError or TypeError.
 */
export class ByteReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get left(): number {
    return this.#bytes.length - this.#at
  }

  byte(): number {
    if (this.#at >= this.#bytes.length) throw new RangeError('the bytes end too early')
    return this.#bytes[this.#at++]!
  }

  /** The next byte, without passing over it. */
  peek(): number | undefined {
    return this.#bytes[this.#at]
  }

  varUint(): number {
    let byte = this.byte()
    if (byte < 0x80) return byte
    let number = byte & 0x7f
    for (let factor = 0x80; ; factor *= 0x80) {
      byte = this.byte()
      number += (byte & 0x7f) * factor
      if (number > Number.MAX_SAFE_INTEGER) throw new RangeError('a number that is too large')
      if (byte < 0x80) return number
    }
  }

  /** A number of things that take at least so many bytes each. */
  count(bytesEach: number): number {
    const count = this.varUint()
    if (count * bytesEach > this.left) throw new RangeError('a count beyond the end of the bytes')
    return count
  }

  skipBytes(length: number = this.varUint()): void {
    if (length > this.left) throw new RangeError('a length beyond the end of the bytes')
    this.#at += length
  }

  /** Passes over text; returns its length in UTF-16 code units. Throws when it is not UTF-8. */
  skipText(): number {
    const length = this.varUint()
    const start = this.#at
    this.skipBytes(length)
    if (length > SHORT_TEXT) return this.#decode(start).length
    for (let i = start; i < this.#at; i++) if (this.#bytes[i]! >= 0x80) return this.#decode(start).length
    return length
  }

  /** Passes over JSON text. Throws when it is none, or nested too deeply. */
  skipJson({ orUndefined = false } = {}): void {
    const length = this.varUint()
    const start = this.#at
    this.skipBytes(length)
    const text = this.#decode(start)
    if (orUndefined && text === 'undefined') return
    if (!isShallowJson(text)) throw new RangeError('a value that is nested too deeply')
    JSON.parse(text)
  }

  /** Passes over one value as lib0's `writeAny` writes it. */
  skipAny(): void {
    /** For each container that is open, outermost first: how many entries are to come, negative in an object. */
    const open: number[] = []
    for (;;) {
      const entries = this.#skipValue()
      if (entries !== 0 && open.push(entries) > DEEPEST_NESTING) {
        throw new RangeError('a value that is nested too deeply')
      }
      while (open.at(-1) === 0) open.pop()
      const next = open.at(-1)
      if (next === undefined) return
      if (next < 0) this.skipText()
      open[open.length - 1] = next - Math.sign(next)
    }
  }

  /** Returns how many entries follow when it is a container, negative for those of an object. */
  #skipValue(): number {
    const tag = this.byte()
    if (tag < ANY.bytes || tag > LARGEST_TAG) throw new RangeError('a value of no known kind')
    if (tag === ANY.array) return this.count(1)
    if (tag === ANY.object) return -this.count(2)
    if (tag === ANY.text) this.skipText()
    else if (tag === ANY.bytes) this.skipBytes()
    else if (tag === ANY.varInt) this.#skipVarInt()
    else if (tag === ANY.float32) this.skipBytes(4)
    else if (tag === ANY.float64 || tag === ANY.bigInt) this.skipBytes(8)
    return 0
  }

  #skipVarInt(): void {
    // Eight bytes hold more than 2^53.
    for (let bytes = 1; this.byte() >= 0x80; bytes++) {
      if (bytes === 8) throw new RangeError('a number that is too large')
    }
  }

  #decode(start: number): string {
    return utf8.decode(this.#bytes.subarray(start, this.#at))
  }
}
