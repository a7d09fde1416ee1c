import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Document } from '../../src/core/document.ts'
import type { Applied } from '../../src/core/replica.ts'
import { readUpdate } from '../../src/core/incoming.ts'
import { Random } from '../world/random.ts'

/** The updates of somebody who writes and deletes, one for each act. */
function acts(random: Random, count: number): { updates: Uint8Array[]; text: string } {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const text = doc.getText('text')
  text.insert(0, 'abcdefgh')
  while (updates.length < count) {
    const at = random.below(text.length + 1)
    if (random.chance(0.5) || text.length === 0) text.insert(at, String.fromCharCode(97 + random.below(26)))
    else if (at < text.length) text.delete(at, 1)
  }
  return { updates, text: text.toJSON() }
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const rest = [...items]
  return items.map(() => rest.splice(random.below(rest.length), 1)[0]!)
}

const apply = (document: Document, update: Uint8Array): Applied => document.apply(readUpdate(update))

/** The text in the bytes that a document answers with. */
function read(document: Document): string {
  const doc = new Y.Doc()
  const { first, rest } = document.missingFrom(Uint8Array.of(0))
  if (first !== null) Y.applyUpdate(doc, first)
  Y.applyUpdate(doc, rest)
  return doc.getText('text').toJSON()
}

test('[S5] [D3] in whatever order updates come, none that brought something is taken for known', () => {
  for (let seed = 1; seed <= 1000; seed++) {
    const random = new Random(seed)
    const { updates, text } = acts(random, 3 + random.below(8))
    const document = new Document(null, Date.now)
    let position = 0
    for (const update of shuffled(updates, random)) {
      if (apply(document, update) === 'known') continue
      document.unwritten()
      document.written(++position)
    }
    expect(read(document), `seed ${seed}`).toBe(text)
  }
})

test('two deletions that wait for their text are two, though they merge into bytes of one length', () => {
  const author = new Y.Doc()
  const updates: Uint8Array[] = []
  author.on('update', (update: Uint8Array) => updates.push(update))
  author.getText('text').insert(0, 'abcdef')
  author.getText('text').delete(1, 1)
  author.getText('text').delete(1, 1)
  const [insertion, first, second] = updates as [Uint8Array, Uint8Array, Uint8Array]
  const document = new Document(null, Date.now)
  expect(apply(document, first)).toBe('gap')
  expect(apply(document, second)).toBe('gap')
  expect(apply(document, second)).toBe('known')
  expect(apply(document, insertion)).toBe('new')
  document.unwritten()
  document.written(1)
  expect(read(document)).toBe('adef')
})

test('who asks again with the same state vector is answered with what was written meanwhile, and no sooner', () => {
  const author = new Y.Doc()
  const updates: Uint8Array[] = []
  author.on('update', (update: Uint8Array) => updates.push(update))
  for (const word of ['one ', 'two ', 'three '])
    author.getText('text').insert(author.getText('text').length, word)
  const document = new Document(null, Date.now)
  const reader = new Y.Doc()
  const write = (position: number): void => {
    apply(document, updates[position - 1]!)
    document.unwritten()
    document.written(position)
  }
  const asks = (): string => {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(reader))
    Y.applyUpdate(copy, document.missingFrom(Y.encodeStateVector(reader)).rest)
    return copy.getText('text').toJSON()
  }
  write(1)
  Y.applyUpdate(reader, updates[0]!)
  write(2)
  expect([asks(), asks()]).toEqual(['one two ', 'one two '])
  apply(document, updates[2]!)
  expect(asks()).toBe('one two ')
  document.unwritten()
  document.written(3)
  expect([asks(), asks()]).toEqual(['one two three ', 'one two three '])
  document.compacted(document.snapshot()!)
  expect(asks()).toBe('one two three ')
  const [before] = [document.stateVector()]
  document.forget()
  expect(document.stateVector()).toEqual(before)
})

test('[S1] [D4] what is folded is sent and claimed as it was stored, unread; what comes after it is read', () => {
  const { updates, text } = acts(new Random(7), 40)
  const document = new Document(null, Date.now)
  updates.forEach((update, i) => {
    apply(document, update)
    document.unwritten()
    document.written(i + 1)
  })
  const claimed = document.stateVector()
  const snapshot = document.snapshot()!
  expect(read(new Document({ snapshot, tail: [], position: 40 }, Date.now))).toBe(text)

  const unread = { update: Uint8Array.of(255), stateVector: snapshot.stateVector }
  expect(new Document({ snapshot: unread, tail: [], position: 40 }, Date.now).stateVector()).toEqual(claimed)
  const withoutVector = { ...unread, stateVector: null }
  expect(() =>
    new Document({ snapshot: withoutVector, tail: [], position: 40 }, Date.now).stateVector(),
  ).toThrow('Unexpected end of array')

  const before = new Document({ snapshot: null, tail: updates.slice(0, -1), position: 39 }, Date.now)
  const folded = before.snapshot()!
  const after = new Document({ snapshot: folded, tail: updates.slice(-1), position: 40 }, Date.now)
  expect(after.stateVector()).toEqual(claimed)
  expect(read(after)).toBe(text)
})
