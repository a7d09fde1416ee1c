import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Document } from '../../src/core/document.ts'
import { readUpdate, RefusedUpdate } from '../../src/core/incoming.ts'

/** Somebody typed so many letters, each before the last. */
function typed(letters: number): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 50
  for (let i = 0; i < letters; i++) doc.getText('text').insert(0, 'x')
  return Y.encodeStateAsUpdate(doc)
}

/** As many letters, each said to be inserted between the beginning of all and another of those typed. */
function scattered(letters: number): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [1, letters, 9, 0]) encoding.writeVarUint(encoder, number)
    for (let i = 0; i < letters; i++) {
      encoding.writeUint8(encoder, 0x44)
      encoding.writeVarUint(encoder, 50)
      encoding.writeVarUint(encoder, i)
      encoding.writeVarString(encoder, 'a')
    }
    encoding.writeVarUint(encoder, 0)
  })
}

/** Every other letter goes. */
function perforated(letters: number): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [0, 1, 50, letters / 2]) encoding.writeVarUint(encoder, number)
    for (let i = 0; i < letters; i += 2) {
      encoding.writeVarUint(encoder, i)
      encoding.writeVarUint(encoder, 1)
    }
  })
}

/** On a machine so many times slower than this one. */
function slowed(times: number): () => number {
  const begun = performance.now()
  return () => begun + times * (performance.now() - begun)
}

function refusedAfter(document: Document, update: Uint8Array): number {
  const started = performance.now()
  expect(() => document.apply(readUpdate(update))).toThrow(RefusedUpdate)
  return performance.now() - started
}

test('[R2] structs that would be integrated for minutes are given up after a moment, and the document is as it was', () => {
  const document = new Document({ snapshot: null, tail: [typed(20_000)], position: 1 }, slowed(20))
  expect(refusedAfter(document, scattered(20_000))).toBeLessThan(20_000)
  expect(document.apply(readUpdate(scattered(20)))).toBe('new')
})

test('[R2] deletions that would perforate a very long text for minutes are given up too', () => {
  const doc = new Y.Doc()
  doc.clientID = 50
  doc.getText('text').insert(0, 'x'.repeat(2_000_000))
  const tail = [Y.encodeStateAsUpdate(doc)]
  const document = new Document({ snapshot: null, tail, position: 1 }, slowed(20))
  expect(refusedAfter(document, perforated(2_000_000))).toBeLessThan(20_000)
  expect(document.apply(readUpdate(perforated(200)))).toBe('new')
})

test('a process that is stopped for a minute in the middle of an honest update refuses nothing', () => {
  let now = 0
  let looks = 0
  const clock = (): number => (++looks === 10 ? (now += 60_000) : now)
  const document = new Document(null, clock)
  expect(document.apply(readUpdate(typed(1000)))).toBe('new')
  expect(looks).toBeGreaterThan(10)
})

test('a long honest history has time for its length, however slow the machine is', () => {
  const update = typed(400_000)
  let now = 0
  // Ten microseconds a letter.
  const clock = (): number => (now += 0.32)
  expect(new Document(null, clock).apply(readUpdate(update))).toBe('new')
  expect(now).toBeGreaterThan(3500)
})
