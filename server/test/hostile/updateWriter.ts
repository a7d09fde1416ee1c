import * as encoding from 'lib0/encoding'
import type { Random } from '../world/random.ts'

/** Numbers that break what counts with them, among ordinary ones. */
const NUMBERS = [0, 1, 2, 3, 5, 9, 127, 128, 2 ** 16, 2 ** 31, 2 ** 32, 2 ** 50, Number.MAX_SAFE_INTEGER]
const TEXTS = [
  '',
  'a',
  'text',
  '__proto__',
  'constructor',
  '\u{1F600}',
  '\uD83D',
  'x'.repeat(300),
  'undefined',
]
const JSONS = ['true', '{"a":1}', '"', '{', 'null', '[[[]]]', '{"__proto__":{"polluted":1}}', '1e999']

const anyNumber = (random: Random): number => random.pick(NUMBERS)
const small = (random: Random): number => random.below(8)
const clock = (random: Random): number => (random.chance(0.9) ? small(random) : anyNumber(random))

function text(encoder: encoding.Encoder, random: Random): void {
  if (random.chance(0.03)) encoding.writeVarUint8Array(encoder, Uint8Array.of(0xff, 0x80))
  else encoding.writeVarString(encoder, random.pick(TEXTS))
}

/** One value inside another, so many times. */
function nestedAny(encoder: encoding.Encoder, depth: number, random: Random): void {
  for (let i = 0; i < depth; i++) {
    if (random.chance(0.5)) encoding.writeUint8Array(encoder, Uint8Array.of(117, 1))
    else encoding.writeUint8Array(encoder, Uint8Array.of(118, 1, 1, 97))
  }
  encoding.writeUint8(encoder, 126)
}

export const nestedJson = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

function any(encoder: encoding.Encoder, random: Random): void {
  const dice = random.below(10)
  if (dice < 5) encoding.writeAny(encoder, random.pick([1, 'a', null, true, { a: [1, 2] }, [], 1.5, 10n]))
  else if (dice < 6) nestedAny(encoder, random.pick([1, 60, 64, 65, 3000]), random)
  else if (dice < 7) {
    encoding.writeUint8(encoder, random.pick([117, 118]))
    encoding.writeVarUint(encoder, anyNumber(random))
  } else encoding.writeUint8(encoder, random.below(256))
}

const json = (random: Random): string =>
  random.chance(0.1) ? nestedJson(random.pick([63, 64, 65, 2000])) : random.pick(JSONS)

/** Content of some kind, mostly as a client writes it. */
function content(encoder: encoding.Encoder, kind: number, random: Random): void {
  const some = random.chance(0.95) ? 1 + random.below(3) : anyNumber(random)
  if (kind === 1) return encoding.writeVarUint(encoder, some)
  if (kind === 2 || kind === 8) {
    encoding.writeVarUint(encoder, some)
    for (let i = 0; i < Math.min(some, 3); i++) {
      if (kind === 8) any(encoder, random)
      else encoding.writeVarString(encoder, json(random))
    }
  } else if (kind === 3) encoding.writeVarUint8Array(encoder, Uint8Array.of(1, 2, 3))
  else if (kind === 4) text(encoder, random)
  else if (kind === 5) encoding.writeVarString(encoder, json(random))
  else if (kind === 6) {
    text(encoder, random)
    encoding.writeVarString(encoder, json(random))
  } else if (kind === 7) {
    const type = random.below(9)
    encoding.writeVarUint(encoder, type)
    if (type === 3 || type === 5) text(encoder, random)
  } else if (kind === 9) {
    text(encoder, random)
    if (random.chance(0.7)) encoding.writeAny(encoder, {})
    else any(encoder, random)
  }
}

function id(encoder: encoding.Encoder, clients: readonly number[], random: Random): void {
  encoding.writeVarUint(encoder, random.pick(clients))
  encoding.writeVarUint(encoder, clock(random))
}

function struct(encoder: encoding.Encoder, clients: readonly number[], random: Random): void {
  const kind = random.chance(0.97)
    ? random.pick([0, 1, 2, 3, 4, 4, 4, 5, 6, 7, 8, 8, 9, 10])
    : random.below(32)
  const links = kind === 0 || kind === 10 ? 0 : random.below(8) << 5
  encoding.writeUint8(encoder, kind | links)
  if (kind === 0 || kind === 10) return encoding.writeVarUint(encoder, 1 + clock(random))
  if (links & 0x80) id(encoder, clients, random)
  if (links & 0x40) id(encoder, clients, random)
  if ((links & 0xc0) === 0) {
    const named = random.chance(0.7)
    encoding.writeVarUint(encoder, named ? 1 : 0)
    if (named) text(encoder, random)
    else id(encoder, clients, random)
    if (links & 0x20) text(encoder, random)
  }
  content(encoder, kind, random)
}

/** An update by the grammar of Yjs, of structs that never were; mostly one that can be read. */
export function inventedUpdate(random: Random, clients: readonly number[]): Uint8Array {
  return encoding.encode((encoder) => {
    const blocks = random.below(3)
    encoding.writeVarUint(encoder, random.chance(0.98) ? blocks : anyNumber(random))
    const authors = clients.toSorted((a, b) => b - a)
    for (let i = 0; i < blocks; i++) {
      const structs = 1 + random.below(3)
      encoding.writeVarUint(encoder, random.chance(0.98) ? structs : anyNumber(random))
      encoding.writeVarUint(encoder, random.chance(0.9) ? authors[i % authors.length]! : random.pick(clients))
      encoding.writeVarUint(encoder, random.chance(0.6) ? 0 : clock(random))
      for (let j = 0; j < structs; j++) struct(encoder, clients, random)
    }
    const deleting = random.below(2)
    encoding.writeVarUint(encoder, deleting)
    for (let i = 0; i < deleting; i++) {
      encoding.writeVarUint(encoder, random.pick(clients))
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, clock(random))
      encoding.writeVarUint(encoder, 1 + clock(random))
    }
    if (random.chance(0.02)) encoding.writeUint8(encoder, 0)
  })
}
