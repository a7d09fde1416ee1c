import { encodeUpdate } from '@weft/shared/wire'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Document } from '../../src/core/document.ts'
import { readUpdate, RefusedUpdate } from '../../src/core/incoming.ts'
import { honestUpdates } from '../hostile/honestUpdates.ts'
import type { Person } from '../world/person.ts'
import { Random } from '../world/random.ts'
import { Scene } from '../world/scene.ts'

/** What is under way is written, told, synced. */
async function save(scene: Scene): Promise<void> {
  await scene.arrive()
  for (const kind of ['append', 'sync', 'append', 'sync'] as const) await scene.disk(kind)
}

/** A Y.Doc that claims to be somebody, with all that this one has, and the update of what it writes now. */
function forge(person: Person, word: string): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(person.doc))
  doc.clientID = person.doc.clientID
  let forged = new Uint8Array(0)
  doc.on('update', (update: Uint8Array) => (forged = Uint8Array.from(update)))
  doc.getText('text').insert(0, word)
  return forged
}

test('[K1] who writes something else under a client id and clock that are taken is closed, and nobody differs', async () => {
  const scene = new Scene()
  const [ann, bob] = [await scene.join('Ann'), await scene.join('Bob')]
  ann.types('first')
  await save(scene)
  const forged = forge(ann, 'FORGED')
  ann.types('second')
  await save(scene)
  await scene.disconnect(ann)
  const eve = await scene.join('Eve')
  eve.line!.receive(encodeUpdate(forged))
  expect(eve.link!.closedWith).toBe('malformed')
  await scene.connect(ann)
  await save(scene)
  expect([ann, bob].map(({ text }) => text.toJSON())).toEqual(['first second ', 'first second '])
  scene.restart()
  expect((await scene.join('Dee')).text.toJSON()).toBe('first second ')
})

test('[K1] what still waits for something missing is compared too', () => {
  const author = new Y.Doc()
  const updates: Uint8Array[] = []
  author.on('update', (update: Uint8Array) => updates.push(update))
  author.getArray('a').push(['one'])
  author.getArray('a').push(['two'])
  const other = new Y.Doc()
  Y.applyUpdate(other, updates[0]!)
  other.clientID = author.clientID
  let forged = new Uint8Array(0)
  other.on('update', (update: Uint8Array) => (forged = Uint8Array.from(update)))
  other.getArray('a').push(['TWO'])
  const document = new Document(null, Date.now)
  expect(document.apply(readUpdate(updates[1]!))).toBe('gap')
  expect(() => document.apply(readUpdate(forged))).toThrow(RefusedUpdate)
  expect(document.apply(readUpdate(updates[1]!))).toBe('known')
  expect(document.apply(readUpdate(updates[0]!))).toBe('new')
})

test('[K1] whatever honest people repeat, in any order and form, contradicts nothing', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = new Random(seed)
    const updates = honestUpdates(seed, 30)
    const document = new Document(null, Date.now)
    let position = 0
    for (let i = 0; i < 120; i++) {
      if (document.apply(readUpdate(random.pick(updates))) === 'known') continue
      document.unwritten()
      document.written(++position)
      if (random.chance(0.1)) document.forget()
      const snapshot = random.chance(0.1) ? document.snapshot() : null
      if (snapshot !== null) document.compacted(snapshot)
    }
    const { first, rest } = document.missingFrom(Uint8Array.of(0))
    for (const repeated of [first, rest]) if (repeated !== null) document.apply(readUpdate(repeated))
  }
  expect.assertions(0)
})

/** What somebody sees who hears these updates in this order. */
function seen(updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  const map = Object.entries(doc.getMap('map').toJSON()).toSorted(([a], [b]) => a.localeCompare(b))
  return JSON.stringify([
    doc.getText('text').toDelta(),
    doc.getArray('array').toJSON(),
    map,
    doc.getXmlFragment('tree').toJSON(),
  ])
}

test('[K1] of updates with one changed bit none is taken that who hears it first and who hears it last see otherwise', () => {
  const random = new Random(1)
  let taken = 0
  for (let seed = 1; seed <= 40; seed++) {
    const updates = honestUpdates(seed, 30)
    const whole = updates.at(-1)!
    for (let i = 0; i < 40; i++) {
      const document = new Document({ snapshot: null, tail: [whole], position: 1 }, Date.now)
      const update = Uint8Array.from(random.pick(updates))
      const at = random.below(update.length)
      update[at] = update[at]! ^ (1 << random.below(8))
      try {
        document.apply(readUpdate(update))
      } catch {
        continue
      }
      taken++
      expect(seen([update, whole]), `seed ${seed}, ${i}`).toBe(seen([whole, update]))
    }
  }
  expect(taken).toBeGreaterThan(50)
})

test('[K2] nobody writes under a client id whose owner lives and did not write this', async () => {
  const scene = new Scene()
  const [ann, bob, eve] = [await scene.join('Ann'), await scene.join('Bob'), await scene.join('Eve')]
  ann.types('mine')
  await save(scene)
  eve.line!.receive(encodeUpdate(forge(ann, 'FORGED')))
  await save(scene)
  expect(eve.link!.closedWith).toBe('malformed')
  ann.types('still mine')
  await save(scene)
  expect(ann.isSaved).toBe(true)
  expect(bob.text.toJSON()).toBe('mine still mine ')
})

test('[K2] nobody deletes what the living owner of a client id has not written yet', async () => {
  const scene = new Scene()
  const [ann, eve] = [await scene.join('Ann'), await scene.join('Eve')]
  ann.types('mine')
  await save(scene)
  const id = ann.doc.clientID
  eve.line!.receive(encodeUpdate(Uint8Array.of(0, 1, id, 1, 0, 100)))
  await save(scene)
  expect(eve.link!.closedWith).toBe('malformed')
  ann.types('still mine')
  expect(ann.text.toJSON()).toBe('mine still mine ')
})

test('[K2] a relay that is quicker than the author’s own connection is waited for, and both stay', async () => {
  const scene = new Scene()
  const [ann, bob] = [await scene.join('Ann'), await scene.join('Bob')]
  ann.types('one')
  await save(scene)
  ann.types('two')
  const own = ann.link!.toServer.at(-1)!
  bob.line!.receive(own)
  bob.types('three')
  await save(scene)
  expect([ann, bob].map(({ link }) => link!.closedWith)).toEqual([null, null])
  expect(scene.page().split(' ').toSorted().join(' ')).toBe(' one three two')
  expect(bob.isSaved).toBe(true)
})

test('[K2] what waits here already is no theft when somebody else who was told of it brings it again', async () => {
  const scene = new Scene()
  const [ann, bob] = [await scene.join('Ann'), await scene.join('Bob')]
  ann.types('one')
  await save(scene)
  ann.types('lost on the way')
  ann.link!.toServer.pop()
  ann.types('three')
  // The server asks Ann for what is missing; the question is long on its way.
  ann.line!.receive(ann.link!.toServer.pop()!)
  const question = ann.link!.toClient.splice(0)
  await save(scene)
  await scene.disconnect(bob)
  await scene.connect(bob)
  await save(scene)
  expect(bob.link!.closedWith).toBeNull()
  ann.link!.toClient.push(...question)
  await save(scene)
  expect(scene.page()).toBe('one lost on the way three ')
})

test('[K2] who comes back while its old connection seems alive is taken as soon as that one is found dead', async () => {
  const scene = new Scene()
  const [ann, bob] = [await scene.join('Ann'), await scene.join('Bob')]
  ann.types('before')
  await save(scene)
  const old = ann.line!
  await scene.disconnect(ann, { noticed: false })
  await scene.connect(ann)
  ann.types('after')
  await save(scene)
  expect(bob.text.toJSON()).toBe('before ')
  expect(ann.isSaved).toBe(false)
  scene.server.hangUp(old)
  await save(scene)
  expect(bob.text.toJSON()).toBe('before after ')
  expect(ann.isSaved).toBe(true)
})

test('[K2] what a friend brings of somebody who is away is nobody’s, and the author goes on when back', async () => {
  const scene = new Scene()
  const [ann, bob] = [await scene.join('Ann'), await scene.join('Bob')]
  await scene.disconnect(ann)
  await scene.disconnect(bob)
  ann.types('written offline')
  Y.applyUpdate(bob.doc, Y.encodeStateAsUpdate(ann.doc), bob)
  await scene.connect(bob)
  await save(scene)
  await scene.connect(ann)
  ann.types('and on')
  await save(scene)
  expect(scene.page()).toBe('written offline and on ')
  expect(ann.isSaved).toBe(true)
})
