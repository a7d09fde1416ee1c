import { encodeUpdate, SAVED } from '@weft/shared/wire'
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Document } from '../../src/core/document.ts'
import type { Applied } from '../../src/core/replica.ts'
import { readUpdate, RefusedUpdate } from '../../src/core/incoming.ts'
import type { Snapshot } from '../../src/ports/store.ts'
import { honestUpdates } from '../hostile/honestUpdates.ts'
import type { Person } from '../world/person.ts'
import { Random } from '../world/random.ts'
import { Scene } from '../world/scene.ts'

/** Somebody who writes words of this length, and the update of each. */
function author(words: number, length = 4): { doc: Y.Doc; updates: Uint8Array[] } {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (let i = 0; i < words; i++) doc.getText('text').insert(0, String(i % 10).repeat(length))
  return { doc, updates }
}

/** A document to which updates come and are written one by one. */
class Written extends Document {
  #position = 0
  take(update: Uint8Array): Applied {
    const applied = this.apply(readUpdate(update))
    if (applied === 'known') return applied
    this.unwritten()
    this.written(++this.#position)
    return applied
  }
  /** What a newcomer sees. */
  get text(): string {
    const reader = new Y.Doc()
    const { first, rest } = this.missingFrom(Uint8Array.of(0))
    if (first !== null) Y.applyUpdate(reader, first)
    Y.applyUpdate(reader, rest)
    return reader.getText('text').toJSON()
  }
}

test('[S5] what is missing is asked for once, not for each update that waits for it', async () => {
  const scene = new Scene()
  const eve = await scene.join('Eve')
  const asks = (): number => eve.link!.toClient.filter(([sync, step]) => sync === 0 && step === 0).length
  const [first, ...others] = author(10).updates
  for (const update of others) eve.line!.receive(encodeUpdate(update))
  expect(asks()).toBe(1)
  eve.line!.receive(encodeUpdate(first!))
  for (const update of author(5).updates.slice(1)) eve.line!.receive(encodeUpdate(update))
  expect(asks()).toBe(2)
})

test('[S1] [S5] a gap never advances what the server claims to have, in memory or from the store', () => {
  const { doc, updates } = author(6)
  const document = new Written(null, Date.now)
  for (const at of [0, 1, 3, 4]) document.take(updates[at]!)
  const claimed = (from: Document): number | undefined =>
    Y.decodeStateVector(from.stateVector()).get(doc.clientID)
  expect(claimed(document)).toBe(8)
  const tail = [0, 1, 3, 4].map((at) => updates[at]!)
  expect(claimed(new Document({ snapshot: null, tail, position: 4 }, Date.now))).toBe(8)
  expect(
    claimed(
      new Document(
        { snapshot: { update: Y.mergeUpdates(tail), stateVector: null }, tail: [], position: 4 },
        Date.now,
      ),
    ),
  ).toBe(8)
})

test('[S1] [S5] from the store as much is claimed as is there without a gap, whoever wrote what leans on whom', () => {
  let gaps = 0
  for (let seed = 1; seed <= 300; seed++) {
    const random = new Random(seed)
    const updates = honestUpdates(seed, 30).slice(0, -4)
    const kept = updates.filter(() => random.chance(seed % 2 === 0 ? 0.9 : 1))
    const folded = random.below(kept.length + 1)
    const doc = new Y.Doc()
    let snapshot: Snapshot | null = null
    kept.forEach((update, i) => {
      Y.applyUpdate(doc, update)
      if (i + 1 === folded && doc.store.pendingStructs === null)
        snapshot = { update: Y.encodeStateAsUpdate(doc), stateVector: Y.encodeStateVector(doc) }
    })
    const tail = snapshot === null ? kept : kept.slice(folded)
    const claimed = new Document({ snapshot, tail, position: kept.length }, Date.now).stateVector()
    expect(Y.decodeStateVector(claimed), `seed ${seed}`).toEqual(
      Y.decodeStateVector(Y.encodeStateVector(doc)),
    )
    if (doc.store.pendingStructs !== null) gaps++
  }
  expect(gaps).toBeGreaterThan(50)
})

test('[S1] [S5] two letters that lean on each other are not claimed', () => {
  const doc = new Y.Doc()
  doc.clientID = 5
  doc.getText('text').insert(0, 'hello')
  const own = Y.encodeStateAsUpdate(doc)
  const circle = Uint8Array.of(2, 1, 9, 0, 0x84, 5, 5, 1, 98, 1, 5, 5, 0x84, 9, 0, 1, 97, 0)
  const inMemory = new Written(null, Date.now)
  expect([own, circle].map((update) => inMemory.take(update))).toEqual(['new', 'gap'])
  const stored = new Document({ snapshot: null, tail: [own, circle], position: 2 }, Date.now)
  expect(stored.stateVector()).toEqual(inMemory.stateVector())
  expect(stored.isBuilt).toBe(false)
})

test('[S5] more than 1 MiB does not wait: it is refused, and what waited before is kept', () => {
  const { updates } = author(300, 5000)
  const document = new Written(null, Date.now)
  const refused = updates.slice(1).findIndex((update) => {
    try {
      return document.take(update) === 'known'
    } catch (error) {
      if (error instanceof RefusedUpdate) return true
      throw error
    }
  })
  expect(refused).toBeGreaterThan(150)
  expect(refused).toBeLessThan(220)
  document.take(updates[0]!)
  expect(document.text).toHaveLength((refused + 1) * 5000)
})

test('[S5] deletions of what never was may wait up to 16 KiB: they are looked at with every keystroke', () => {
  const document = new Written(null, Date.now)
  const { updates } = author(300)
  /** Every other letter of somebody who never wrote. */
  const deletions = (client: number): Uint8Array =>
    encoding.encode((encoder) => {
      for (const number of [0, 1, client, 2000]) encoding.writeVarUint(encoder, number)
      for (let i = 0; i < 2000; i++) {
        encoding.writeVarUint(encoder, 2 * i)
        encoding.writeVarUint(encoder, 1)
      }
    })
  let clients = 0
  expect(() => {
    while (clients < 1000) document.take(deletions(++clients))
  }).toThrow(RefusedUpdate)
  expect(clients).toBeGreaterThan(2)
  const started = performance.now()
  for (const update of updates) document.take(update)
  expect((performance.now() - started) / updates.length).toBeLessThan(20)
})

test('[D4] over a gap nothing is folded until the journal is very long, and then every byte of what waits is kept', () => {
  const { doc, updates } = author(100, 60_000)
  const document = new Written(null, Date.now)
  const [first, missing, ...others] = updates
  document.take(first!)
  for (const update of others.slice(0, 10)) document.take(update)
  expect(document.snapshot()).toBeNull()
  const writer = author(80, 60_000)
  for (const update of writer.updates) document.take(update)
  const snapshot = document.snapshot()
  expect(snapshot).not.toBeNull()
  document.compacted(snapshot!)
  expect(document.tailBytes).toBe(0)
  const again = new Written({ snapshot, tail: [], position: snapshot!.position }, Date.now)
  expect(Y.decodeStateVector(again.stateVector()).get(doc.clientID)).toBe(60_000)
  expect(again.take(missing!)).toBe('new')
  expect(again.text).toHaveLength((12 + 80) * 60_000)
})

/** How often somebody was asked for what they have since this was last looked at. */
function asksOf(eve: Person): number {
  return eve.link!.toClient.splice(0).filter(([sync, step]) => sync === 0 && step === 0).length
}

test('[S5] what deletions wait for is asked for again when it is something else', async () => {
  const scene = new Scene()
  const eve = await scene.join('Eve')
  const doc = new Y.Doc()
  let last: Uint8Array = new Uint8Array()
  doc.on('update', (update: Uint8Array) => (last = update))
  const text = doc.getText('text')
  asksOf(eve)
  for (const word of ['abc', 'def']) {
    // The server never hears of the word, only that a letter of it went.
    text.insert(text.length, word)
    const missing = last
    text.delete(text.length - 1, 1)
    eve.line!.receive(encodeUpdate(last))
    expect(asksOf(eve)).toBe(1)
    eve.line!.receive(encodeUpdate(missing))
  }
})

test('[A6] [D3] from a denied message on nothing is called saved by its number', async () => {
  const scene = new Scene()
  const eve = await scene.join('Eve')
  const { updates } = author(2)
  const { connection } = eve.line!
  connection.become({ role: 'viewer', person: null })
  connection.receive(encodeUpdate(updates[0]!))
  connection.become({ role: 'editor', person: null })
  const saved: number[] = []
  const receive = eve.receive.bind(eve)
  eve.receive = (frame) => {
    if (frame[0] === SAVED) saved.push(frame[1]!)
    receive(frame)
  }
  connection.receive(encodeUpdate(author(1).updates[0]!))
  await scene.arrive()
  for (const operation of ['append', 'sync'] as const) await scene.disk(operation)
  expect(scene.folder.documents.size).toBe(1)
  expect(saved).toEqual([])
})
