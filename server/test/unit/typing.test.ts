import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Document } from '../../src/core/document.ts'
import { readUpdate, RefusedUpdate } from '../../src/core/incoming.ts'
import { Replica } from '../../src/core/replica.ts'
import { Typing } from '../../src/core/typing.ts'
import { honestUpdates } from '../hostile/honestUpdates.ts'
import { Random } from '../world/random.ts'

const HISTORIES = Number(process.env.TYPING_HISTORIES ?? 500)

/** Somebody who writes all sorts of things, but mostly one letter behind the other. */
function writings(random: Random, acts: number): Uint8Array[] {
  const updates: Uint8Array[] = []
  const docs = [7, 8, 9].map((client) => {
    const doc = new Y.Doc()
    doc.clientID = client
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'others') updates.push(update)
    })
    return { doc, at: 0 }
  })
  for (let i = 0; i < acts; i++) {
    const writer = random.pick(docs)
    const text = writer.doc.getText('text')
    if (random.chance(0.2)) writer.at = random.below(text.length + 1)
    writer.at = Math.min(writer.at, text.length)
    const isWithin = writer.at < text.length
    const dice = random.next()
    if (dice < 0.1 && isWithin) text.delete(writer.at, 1)
    else if (dice < 0.2 && isWithin) {
      writer.doc.transact(() => {
        text.delete(text.length - 1, 1)
        text.insert(writer.at++, 'x')
      })
    } else if (dice < 0.25) text.format(0, text.length, { bold: random.chance(0.5) })
    else {
      const letters = random.pick(['a', 'bc', '安', '\u{1F600}'])
      text.insert(writer.at, letters)
      writer.at += letters.length
    }
    if (random.chance(0.4)) {
      const other = random.pick(docs)
      Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(writer.doc, Y.encodeStateVector(other.doc)), 'others')
    }
  }
  return updates
}

/** What may come of it on the way: an update is late, comes twice, or is not what its author wrote. */
function disturbed(random: Random, updates: readonly Uint8Array[]): Uint8Array[] {
  const late: Uint8Array[] = []
  const arriving = updates.flatMap((update) => {
    const dice = random.next()
    if (dice < 0.03) late.push(update)
    const due = random.chance(0.1) ? late.splice(0) : []
    if (dice < 0.03) return due
    if (dice < 0.06) return [...due, update, update]
    if (dice < 0.2) return [...due, forged(random, update), update]
    return [...due, update]
  })
  return [...arriving, ...late]
}

function forged(random: Random, update: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(update)
  const at = random.below(bytes.length)
  bytes[at] = random.chance(0.8) ? bytes[at]! + random.pick([-1, 1]) : random.below(256)
  return bytes
}

function verdict(document: Document, update: Uint8Array): string {
  try {
    return document.apply(readUpdate(update))
  } catch (error) {
    if (!(error instanceof RefusedUpdate)) throw error
    return 'refused'
  }
}

/** Applies everything before it answers. */
class Slow extends Typing {
  override takes(): boolean {
    return false
  }
}

const documentWith = (typing: Typing): Document => new Document(null, Date.now, typing)

/** The text of a document and what waits in it, as somebody reads it who had nothing. */
function read(document: Document): unknown {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, document.missingFrom(Uint8Array.of(0)).rest)
  const { pendingStructs } = doc.store
  return [
    doc.getText('text').toJSON(),
    new Map(Y.decodeStateVector(document.stateVector())),
    pendingStructs?.missing,
  ]
}

test(`[R2] what is taken before it is applied is taken as if it had been applied, in ${HISTORIES} histories`, () => {
  for (let seed = 1; seed <= HISTORIES; seed++) {
    const random = new Random(seed)
    const updates = random.chance(0.9) ? writings(random, 60) : honestUpdates(seed, 60)
    const [quick, slow] = [documentWith(new Typing()), documentWith(new Slow())]
    let position = 0
    for (const update of disturbed(random, updates)) {
      const expected = verdict(slow, update)
      expect(verdict(quick, update), `seed ${seed}, at ${position}`).toBe(expected)
      if (expected === 'known' || expected === 'refused') continue
      position++
      for (const document of [quick, slow]) {
        document.unwritten()
        document.written(position)
      }
      if (random.chance(0.02)) for (const document of [quick, slow]) document.forget()
    }
    expect(read(quick), `seed ${seed}`).toEqual(read(slow))
  }
}, 3_600_000)

/** So many letters of one person, each behind the other, as updates. */
function typed(count: number): Uint8Array[] {
  const author = new Y.Doc()
  const updates: Uint8Array[] = []
  author.on('update', (update: Uint8Array) => updates.push(update))
  for (let i = 0; i < count; i++) author.getText('text').insert(i, 'a')
  return updates
}

test('[K1] nobody goes on typing where others of their letters came in meanwhile, or behind a letter that came twice', () => {
  const [first, second, third] = typed(3) as [Uint8Array, Uint8Array, Uint8Array]
  const other = Uint8Array.from(third)
  other[other.length - 2] = 98
  for (const before of [[], [second]]) {
    const document = documentWith(new Typing())
    expect(verdict(document, first)).toBe('new')
    expect(verdict(document, third)).toBe('gap')
    expect(verdict(document, second)).toBe('new')
    for (const again of before) expect(verdict(document, again)).toBe('known')
    expect(verdict(document, other)).toBe('refused')
  }
})

/** A Y.Doc to which some updates were applied, and how many transactions it takes from then on. */
function replicaOf(updates: readonly Uint8Array[]): { replica: Replica; transactions: () => number } {
  const replica = new Replica(() => updates, Date.now, new Typing())
  let transactions = 0
  replica.doc.on('afterTransaction', () => transactions++)
  return { replica, transactions: () => transactions }
}

test('who goes on typing is not applied until the Y.Doc is needed or it has become much', () => {
  const updates = typed(300)
  const { replica, transactions } = replicaOf(updates.slice(0, 1))
  const take = (from: number, to: number): void => {
    for (const update of updates.slice(from, to)) replica.take(readUpdate(update))
  }
  take(1, 32)
  replica.catchUp()
  expect(transactions()).toBe(0)
  take(32, 200)
  replica.catchUp()
  expect(transactions()).toBe(1)
  take(200, 300)
  expect(transactions()).toBe(1)
  expect(replica.doc.getText('text').toJSON()).toBe('a'.repeat(300))
})

test('a letter is applied at once when Yjs has to look for its place, or it stands in a map', () => {
  const letter = (client: number, clock: number, origin: number): Uint8Array =>
    Uint8Array.of(1, 1, client, clock, 0x84, origin, clock === 0 ? 0 : clock - 1, 1, 97, 0)
  const first = Uint8Array.of(1, 1, 9, 0, 4, 1, 4, ...Buffer.from('text'), 1, 97, 0)
  const behind = replicaOf([first, letter(8, 0, 9)])
  behind.replica.take(readUpdate(letter(9, 1, 9)))
  expect(behind.transactions()).toBe(1)
  const before = replicaOf([first, letter(9, 1, 9)])
  before.replica.take(readUpdate(Uint8Array.of(1, 1, 9, 2, 0x84, 9, 0, 1, 97, 0)))
  expect(before.transactions()).toBe(1)
  const entry = Uint8Array.of(1, 1, 9, 0, 0x24, 1, 3, ...Buffer.from('map'), 1, 107, 1, 97, 0)
  const inMap = replicaOf([entry])
  inMap.replica.take(readUpdate(letter(9, 1, 9)))
  expect(inMap.transactions()).toBe(1)
})
