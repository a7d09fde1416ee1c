import { DEEPEST_NESTING, isShallowJson } from '@weft/shared/nesting'
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { outlineOf } from '../../src/core/soundUpdate.ts'
import { honestUpdates } from '../hostile/honestUpdates.ts'
import { inventedUpdate, nestedJson } from '../hostile/updateWriter.ts'
import { Random } from '../world/random.ts'

/** What Yjs itself says that an update is about. */
function outlineOfYjs(update: Uint8Array): Pick<ReturnType<typeof outlineOf>, 'structs' | 'deletions'> {
  const { structs, ds } = Y.decodeUpdate(update)
  const runs = [...Map.groupBy(structs, ({ id }) => id.client)].map(([client, those]) => {
    const last = those.at(-1)!
    return { client, clock: those[0]!.id.clock, end: last.id.clock + last.length }
  })
  const deletions = [...ds.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len }) => ({ client, clock, end: clock + len })),
  )
  return { structs: runs, deletions }
}

/** How far each client's structs go. */
function endsOf(update: Uint8Array): Map<number, number> {
  const structs = Y.decodeUpdate(update).structs.filter((struct) => !(struct instanceof Y.Skip))
  return new Map(structs.map(({ id, length }) => [id.client, id.clock + length]))
}

function read<T>(act: () => T): T | null {
  try {
    return act()
  } catch {
    return null
  }
}

const byClient = <T extends { client: number; clock: number }>(runs: readonly T[]): T[] =>
  runs.toSorted((a, b) => b.client - a.client || a.clock - b.clock)

function expectSame(update: Uint8Array, outline: ReturnType<typeof outlineOf>): void {
  const theirs = outlineOfYjs(update)
  expect(outline.structs).toEqual(theirs.structs)
  expect(byClient(outline.deletions)).toEqual(byClient(theirs.deletions))
}

test('[R2] whatever stock clients write is read as Yjs reads it', () => {
  for (let seed = 1; seed <= 60; seed++) {
    for (const update of honestUpdates(seed, 40)) expectSame(update, outlineOf(update))
  }
  expect.hasAssertions()
})

test('[R2] of a hundred thousand damaged and invented updates, none is accepted that Yjs reads otherwise, applies otherwise or loses when it merges', () => {
  const random = new Random(Number(process.env.SEED ?? 1))
  const honest = [1, 2, 3].flatMap((seed) => honestUpdates(seed, 20)).filter(({ length }) => length < 400)
  let accepted = 0
  for (let i = 0; i < 100_000; i++) {
    const update = random.chance(0.5)
      ? inventedUpdate(random, [1, 2, 11, 12])
      : damaged(random.pick(honest), random)
    const outline = read(() => outlineOf(update))
    if (outline === null) continue
    accepted++
    expectSame(update, outline)
    // Merged with another, as the next commit may, it is still all there.
    const merged = endsOf(Y.mergeUpdates([update, honest[0]!]))
    for (const [client, end] of endsOf(update)) expect(merged.get(client)).toBeGreaterThanOrEqual(end)
  }
  expect(accepted).toBeGreaterThan(10_000)
}, 120_000)

function damaged(update: Uint8Array, random: Random): Uint8Array {
  const bytes = Uint8Array.from(update)
  for (let n = 1 + random.below(3); n > 0; n--) bytes[random.below(bytes.length)] = random.below(256)
  return random.chance(0.1) ? bytes.subarray(0, random.below(bytes.length)) : bytes
}

/** An update of one item in the root type `t`, with content of this kind. */
const item = (kind: number, write: (encoder: encoding.Encoder) => void): Uint8Array =>
  encoding.encode((encoder) => {
    for (const byte of [1, 1, 9, 0, kind, 1, 1, 116]) encoding.writeUint8(encoder, byte)
    write(encoder)
    encoding.writeUint8(encoder, 0)
  })

const arrays = (depth: number) => (encoder: encoding.Encoder) => {
  for (let i = 0; i < depth; i++) encoding.writeUint8Array(encoder, Uint8Array.of(117, 1))
  encoding.writeUint8(encoder, 126)
}
const json = (depth: number) => (encoder: encoding.Encoder) =>
  encoding.writeVarString(encoder, nestedJson(depth))

/** Everywhere that a value can be, one of this depth. */
const values: [string, (depth: number) => Uint8Array][] = [
  ['an array', (depth) => item(8, (e) => (encoding.writeVarUint(e, 1), arrays(depth)(e)))],
  ['a JSON array', (depth) => item(2, (e) => (encoding.writeVarUint(e, 1), json(depth)(e)))],
  ['an embed', (depth) => item(5, json(depth))],
  ['a mark', (depth) => item(6, (e) => (encoding.writeVarString(e, 'k'), json(depth)(e)))],
  [
    'the options of a subdocument',
    (depth) =>
      item(9, (e) => {
        encoding.writeVarString(e, 'g')
        encoding.writeUint8Array(e, Uint8Array.of(118, 1, 1, 97))
        arrays(depth - 1)(e)
      }),
  ],
]

test.each(values)('[R2] %s may be nested %#, 64 deep and no deeper', (_, value) => {
  expect(() => outlineOf(value(DEEPEST_NESTING))).not.toThrow()
  expect(() => outlineOf(value(DEEPEST_NESTING + 1))).toThrow('nested too deeply')
  expect(() => outlineOf(value(300_000))).toThrow('nested too deeply')
})

test('brackets in the text of JSON are no nesting', () => {
  expect(isShallowJson(JSON.stringify({ text: `\\"${'[{'.repeat(100)}`, a: [] }))).toBe(true)
  expect(isShallowJson('{"a":'.repeat(64) + '1' + '}'.repeat(64))).toBe(true)
  expect(isShallowJson('{"a":'.repeat(65) + '1' + '}'.repeat(65))).toBe(false)
})

const LARGE = [255, 255, 255, 255, 7]
const refused: [string, number[]][] = [
  ['bytes after the end', [0, 0, 0]],
  ['more clients than bytes', [...LARGE, 0]],
  ['more structs than bytes', [1, ...LARGE, 9, 0, 0]],
  ['more values than bytes', [1, 1, 9, 0, 8, 1, 1, 116, ...LARGE, 126, 0]],
  ['an array with more entries than bytes', [1, 1, 9, 0, 8, 1, 1, 116, 1, 117, ...LARGE, 0]],
  ['more deletions than bytes', [0, 1, 9, ...LARGE, 0, 1]],
  ['deletions that descend', [0, 1, 9, 2, 5, 1, 3, 1]],
  ['text that is not UTF-8', [1, 1, 9, 0, 4, 1, 1, 116, 2, 0xff, 0x80, 0]],
  ['clients that ascend', [2, 1, 5, 0, 4, 1, 1, 116, 1, 97, 1, 9, 0, 4, 1, 1, 116, 1, 98, 0]],
  ['a subdocument without options', [1, 1, 9, 0, 9, 1, 1, 116, 1, 103, 127, 0]],
]

test.each(refused)('[R2] an update with %s is refused', (_, bytes) => {
  expect(() => outlineOf(Uint8Array.from(bytes))).toThrow(Error)
})

test('clients that ascend are lost when Yjs merges them, which is why they are refused', () => {
  const of = (client: number): Uint8Array => {
    const doc = new Y.Doc()
    doc.clientID = client
    doc.getArray(`of ${client}`).push(['words'])
    return Y.encodeStateAsUpdate(doc)
  }
  const ascending = Uint8Array.from([2, ...of(5).slice(1, -1), ...of(9).slice(1, -1), 0])
  const reader = new Y.Doc()
  Y.applyUpdate(reader, Y.mergeUpdates([ascending, of(7)]))
  expect(reader.getArray('of 9').toJSON()).toEqual([])
  expect(() => outlineOf(ascending)).toThrow('out of order')
})
