import { encodeUpdate } from '@weft/shared/wire'

/** Where everybody's letters go. */
export const TEXT = 'text'

const STRING = 4
const HAS_ORIGIN = 0x80
const IN_A_ROOT = 1

/**
 * Somebody who types one letter behind another into a document. The updates are written byte by byte as Yjs writes
 * them, since a Y.Doc for each of thousands of people would make the generator slower than what it measures; that
 * they are right is seen at the end, when a real Y.Doc reads them all.
 */
export class Typist {
  readonly client: number
  /** When each letter was typed, in ms. */
  readonly typedAt: number[] = []

  constructor(client: number) {
    this.client = client
  }

  /** Types a letter at a moment; returns the message that tells it. */
  type(now: number): Uint8Array {
    return encodeUpdate(this.letter(this.typedAt.push(now) - 1))
  }

  /** One of its letters as an update. */
  letter(clock: number): Uint8Array {
    const bytes: number[] = [1, 1]
    pushVarUint(bytes, this.client)
    pushVarUint(bytes, clock)
    if (clock === 0) bytes.push(STRING, IN_A_ROOT, TEXT.length, ...Buffer.from(TEXT))
    else {
      bytes.push(STRING | HAS_ORIGIN)
      pushVarUint(bytes, this.client)
      pushVarUint(bytes, clock - 1)
    }
    bytes.push(1, 97 + (clock % 26), 0)
    return Uint8Array.from(bytes)
  }
}

function pushVarUint(bytes: number[], value: number): void {
  let rest = value
  while (rest > 127) {
    bytes.push(128 | (rest % 128))
    rest = Math.floor(rest / 128)
  }
  bytes.push(rest)
}
