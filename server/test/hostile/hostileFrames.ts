import { encodeAwareness, encodeStep1, encodeStep2, encodeUpdate } from '@weft/shared/wire'
import * as encoding from 'lib0/encoding'
import type { Random } from '../world/random.ts'
import { inventedUpdate, nestedJson } from './updateWriter.ts'
import { opcodes, upgradeRequest, webSocketFrame } from './webSocketFrame.ts'

/** What an attacker has heard of honest people, to repeat and to twist. */
export interface Heard {
  updates: readonly Uint8Array[]
  clients: readonly number[]
}

/** A message that is no crime by itself: repeated, out of order, about nothing, of somebody unheard of. */
export function oddFrame(random: Random, heard: Heard): Buffer {
  const dice = random.below(100)
  if (dice < 45) return webSocketFrame(encodeUpdate(random.pick(heard.updates)))
  if (dice < 55) return webSocketFrame(encodeStep2(random.pick(heard.updates)))
  if (dice < 60)
    return webSocketFrame(encodeStep1(Uint8Array.of(1, 1 + random.below(100), random.below(100))))
  if (dice < 65) return webSocketFrame(encodeUpdate(Uint8Array.of(0, 0)))
  if (dice < 67) return webSocketFrame(Uint8Array.of(3))
  if (dice < 75) return inFragments(encodeUpdate(random.pick(heard.updates)), 1 + random.below(5))
  if (dice < 80) return webSocketFrame(encodeUpdate(stranger(random)))
  const [client, clock] = [random.below(2 ** 20), random.below(2 ** 20)]
  const state = JSON.stringify({ user: { name: 'x'.repeat(random.below(100)) }, at: clock })
  return webSocketFrame(encodeAwareness([{ client, clock, state }]))
}

/** A word of somebody who never comes back; in one of five, one that waits for ever for what went before. */
function stranger(random: Random): Uint8Array {
  const client = encoding.encode((encoder) => encoding.writeVarUint(encoder, 1000 + random.below(2 ** 20)))
  return Uint8Array.from([
    1,
    1,
    ...client,
    random.pick([0, 0, 0, 0, 7]),
    4,
    1,
    4,
    ...Buffer.from('text'),
    1,
    97,
    0,
  ])
}

/** One WebSocket message or something that is none, as its bytes on the socket. */
export function hostileFrame(random: Random, heard: Heard): Buffer {
  const dice = random.below(1000)
  if (dice < 960) return webSocketFrame(message(random, heard))
  return random.pick(brokenFrames)(random, message(random, heard))
}

/** The bytes of a message: sync, awareness, another or none. */
function message(random: Random, heard: Heard): Uint8Array {
  const dice = random.below(100)
  if (dice < 40) return encodeUpdate(inventedUpdate(random, heard.clients))
  if (dice < 60) return encodeUpdate(twisted(random, heard))
  if (dice < 65) return encodeStep2(inventedUpdate(random, heard.clients))
  if (dice < 75) return encodeUpdate(random.pick(heard.updates))
  if (dice < 80) return encodeStep1(noise(random, 12))
  if (dice < 92) return awareness(random, heard)
  if (dice < 94) return Uint8Array.of(3)
  if (dice < 97) return noise(random, 40)
  return flipped(random, encodeUpdate(random.pick(heard.updates)))
}

function twisted(random: Random, { updates }: Heard): Uint8Array {
  const update = random.pick(updates)
  const dice = random.below(5)
  if (dice === 0) return update.subarray(0, random.below(update.length))
  if (dice === 1) return Uint8Array.from([...update, ...noise(random, 5)])
  if (dice === 2) {
    const other = random.pick(updates)
    return Uint8Array.from([
      ...update.subarray(0, random.below(update.length)),
      ...other.subarray(random.below(other.length)),
    ])
  }
  return flipped(random, update)
}

function flipped(random: Random, bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes)
  for (let n = 1 + random.below(3); n > 0; n--) copy[random.below(copy.length)] = random.below(256)
  return copy
}

const noise = (random: Random, most: number): Uint8Array =>
  Uint8Array.from({ length: random.below(most) }, () => random.below(256))

function awareness(random: Random, { clients }: Heard): Uint8Array {
  const states = [
    'null',
    '{}',
    '{"user":{"name":"Eve","color":"red;background:url(//x)"}}',
    '{"__proto__":{"polluted":true}}',
    `{"deep":${nestedJson(random.pick([60, 63, 64, 2000]))}}`,
    `{"long":"${'x'.repeat(random.pick([10, 5000]))}"}`,
    '{"broken":',
    '[]',
    '"text"',
    '',
  ]
  const entries = Array.from({ length: random.pick([0, 1, 1, 1, 2, 50]) }, () => ({
    client: random.chance(0.8) ? random.pick(clients) : random.below(2 ** 32),
    clock: random.pick([0, 1, 2 ** 31, Number.MAX_SAFE_INTEGER]),
    state: random.pick(states),
  }))
  const frame = encodeAwareness(entries)
  return random.chance(0.1) ? flipped(random, frame) : frame
}

type Breaking = (random: Random, payload: Uint8Array) => Buffer

/** Frames that break RFC 6455, or what a sync server takes of it. */
const brokenFrames: Breaking[] = [
  (_, payload) => webSocketFrame(payload, { opcode: opcodes.TEXT }),
  (random, payload) => webSocketFrame(payload, { reserved: 1 + random.below(7) }),
  (random, payload) => webSocketFrame(payload, { opcode: random.pick([3, 7, 11, 15]) }),
  (_, payload) => webSocketFrame(payload, { masked: false }),
  (_, payload) => webSocketFrame(payload, { opcode: opcodes.CONTINUATION }),
  (_, payload) => webSocketFrame(payload, { claims: 100n * 1024n * 1024n }),
  (_, payload) => webSocketFrame(payload, { claims: 2n ** 64n - 1n }),
  () => webSocketFrame(new Uint8Array(126), { opcode: opcodes.PING }),
  () => webSocketFrame(Uint8Array.of(1), { opcode: opcodes.CLOSE }),
  () => webSocketFrame(Uint8Array.of(0, 1), { opcode: opcodes.CLOSE }),
  () => webSocketFrame(Buffer.from('ping'), { opcode: opcodes.PING }),
  (_, payload) => inFragments(payload, 3),
  () => endlessFragments(new Uint8Array(0), 20_000),
  () => endlessFragments(Uint8Array.of(0), 20_000),
  (random) => Buffer.from(noise(random, 60)),
]

/** A whole message in parts, empty ones between them. */
function inFragments(payload: Uint8Array, parts: number): Buffer {
  const size = Math.max(1, Math.ceil(payload.length / parts))
  const frames = [webSocketFrame(payload.subarray(0, size), { fin: false })]
  for (let at = size; at < payload.length; at += size) {
    frames.push(webSocketFrame(new Uint8Array(0), { opcode: opcodes.CONTINUATION, fin: false }))
    frames.push(webSocketFrame(payload.subarray(at, at + size), { opcode: opcodes.CONTINUATION, fin: false }))
  }
  frames.push(webSocketFrame(new Uint8Array(0), { opcode: opcodes.CONTINUATION }))
  return Buffer.concat(frames)
}

function endlessFragments(part: Uint8Array, count: number): Buffer {
  const next = webSocketFrame(part, { opcode: opcodes.CONTINUATION, fin: false })
  return Buffer.concat([webSocketFrame(part, { fin: false }), ...Array.from({ length: count }, () => next)])
}

const NAMES = [
  '',
  '..',
  'a//b',
  '%00',
  '%zz',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'doc/x',
  'ä',
  'x',
]

/** A request to open a room, mostly one that must be refused. */
export function hostileRequest(random: Random): string {
  const name = random.chance(0.9) ? random.pick(NAMES) : 'n'.repeat(random.pick([128, 129, 6000]))
  const headers = random.pick<Record<string, string>>([
    {},
    { 'Sec-WebSocket-Key': 'short' },
    { 'Sec-WebSocket-Version': '7' },
    { Upgrade: 'h2c' },
    { Connection: 'close' },
    { 'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits' },
    { 'Sec-WebSocket-Protocol': 'a, a, ,' },
    { Origin: 'null' },
    { Origin: 'https://evil.example' },
    { 'X-Forwarded-For': '1.2.3.4' },
    { Host: random.pick(['', 'x'.repeat(5000)]) },
    { 'X-Long': 'x'.repeat(random.pick([10_000, 40_000])) },
  ])
  const request = upgradeRequest(`/sync/${name}?weft=${random.below(3)}`, headers)
  return random.chance(0.1) ? request.slice(0, random.below(request.length)) : request
}
