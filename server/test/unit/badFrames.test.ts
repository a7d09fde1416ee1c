import { encodeAwareness, encodeStep2, encodeUpdate } from '@weft/shared/wire'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { can } from '@weft/shared/roles'
import { Connection } from '../../src/core/connection.ts'
import { Document } from '../../src/core/document.ts'
import { readUpdate, RefusedUpdate } from '../../src/core/incoming.ts'
import { DamagedDocument } from '../../src/ports/store.ts'
import { deafOutlet, idleMeter } from '../world/silence.ts'
import { Scene } from '../world/scene.ts'

const frames: [string, number[]][] = [
  ['nothing', []],
  ['an unknown type', [9]],
  ['a message of Weft’s own', [100, 1]],
  ['an unknown sync message', [0, 7, 0]],
  ['a length beyond the end', [0, 2, 200, 1]],
  ['bytes after the end', [3, 0]],
  ['a number that does not end', [0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255]],
  ['an update that is none', [0, 2, 3, 1, 2, 3]],
  ['a state vector that is none', [0, 0, 2, 5, 1]],
  ['more awareness entries than bytes', [1, 3, 200, 1, 0]],
]

test.each(frames)('[W2] %s ends the connection it came on, and nobody else notices', async (_, bytes) => {
  const scene = new Scene()
  const ann = await scene.join('Ann')
  const eve = await scene.join('Eve')
  eve.line!.connection.receive(Uint8Array.from(bytes))
  expect(eve.link!.closedWith).toBe('malformed')
  ann.types('still here')
  await scene.arrive()
  await scene.disk('append')
  await scene.disk('sync')
  expect(ann.isSaved).toBe(true)
})

/** A corrupted update that decodes, but throws when it is applied. */
function poison(): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 7
  doc.getMap('map').set('key', new Y.Map([['inner', new Y.Text('abc')]]))
  doc.getArray('array').push([1, { a: 'b' }, 'c'])
  doc.getText('text').insert(0, 'abc', { bold: true })
  doc.getText('text').delete(1, 1)
  const good = Y.encodeStateAsUpdate(doc)
  for (let at = 2; at < good.length; at++) {
    for (let value = 0; value < 256; value++) {
      const bad = Uint8Array.from(good)
      bad[at] = value
      if (decodes(bad) && !applies(bad)) return bad
    }
  }
  throw new Error('found no poison')
}
const succeeds = (act: () => void): boolean => {
  try {
    act()
    return true
  } catch {
    return false
  }
}
const decodes = (update: Uint8Array): boolean => succeeds(() => Y.decodeUpdate(update))
const applies = (update: Uint8Array): boolean => succeeds(() => Y.applyUpdate(new Y.Doc(), update))

test('[R2] an update that decodes and cannot be applied is neither stored nor told, and the page goes on', async () => {
  const scene = new Scene()
  const [ann, bob, eve] = [await scene.join('Ann'), await scene.join('Bob'), await scene.join('Eve')]
  ann.types('before')
  await scene.arrive()
  eve.line!.connection.receive(encodeUpdate(poison()))
  expect(eve.link!.closedWith).toBe('malformed')
  ann.types('after')
  await scene.arrive()
  for (const kind of ['append', 'sync', 'append', 'sync'] as const) await scene.disk(kind)
  expect(bob.text.toJSON()).toBe('before after ')
  expect(ann.isSaved).toBe(true)
  scene.restart()
  expect((await scene.join('Dee')).text.toJSON()).toBe('before after ')
})

/** 2^53 - 1 as a varUint. */
const LARGEST = [255, 255, 255, 255, 255, 255, 255, 15]

/** Updates that `applyUpdate` takes, and that no client writes. */
const unsound: [string, number[]][] = [
  ['that only one of the two readers of Yjs can read', [1, 2, 5, 0, 0, 1, 42, 1, 0]],
  ['with a struct without length', [1, 1, 99, 0, 0, 0, 0]],
  ['with an item without length', [1, 3, 99, 0, 4, 1, 1, 116, 1, 97, 0, 1, 4, 1, 1, 116, 0, 0]],
  ['with a deletion without length', [0, 1, 5, 1, 0, 0]],
  ['with two blocks of one client', [2, 1, 9, 0, 4, 1, 1, 116, 1, 97, 1, 9, 5, 4, 1, 1, 116, 1, 98, 0]],
  ['that counts beyond the last number', [1, 2, 9, 0, 0, ...LARGEST, 0, ...LARGEST, 0]],
  ['with two values under one key of a map', [1, 1, 9, 0, 0x24, 1, 1, 109, 1, 107, 2, 97, 98, 0]],
  ['whose origin is its own future', [1, 1, 9, 0, 0x84, 9, 7, 1, 97, 0]],
]

test.each(unsound)(
  '[R2] an update %s is refused, and the document can be opened ever after',
  async (_, bytes) => {
    const scene = new Scene()
    const [ann, eve] = [await scene.join('Ann'), await scene.join('Eve')]
    ann.types('before')
    await scene.arrive()
    eve.line!.connection.receive(encodeUpdate(Uint8Array.from(bytes)))
    expect(eve.link!.closedWith).toBe('malformed')
    ann.types('after')
    await scene.arrive()
    for (const kind of ['append', 'sync', 'append', 'sync'] as const) await scene.disk(kind)
    await scene.disconnect(ann)
    await scene.disk('compact')
    scene.restart()
    expect((await scene.join('Dee')).text.toJSON()).toBe('before after ')
  },
)

/** An element in a text, its end, an entry of it, two values behind that one, and one between them. */
const ELEMENT = Uint8Array.of(1, 1, 3, 0, 7, 1, 1, 116, 3, 1, 112, 0)
const ITS_END = Uint8Array.of(0, 1, 3, 1, 0, 1)
const ENTRY = Uint8Array.of(1, 1, 7, 0, 0x24, 0, 3, 0, 1, 107, 1, 97, 0)
const TWO_BEHIND_IT = Uint8Array.of(1, 1, 7, 1, 0x84, 7, 0, 2, 98, 99, 0)
const BETWEEN_THEM = Uint8Array.of(1, 1, 9, 0, 0x84, 7, 1, 1, 113, 0)

test.each([
  ['as they come', [ELEMENT, ENTRY, TWO_BEHIND_IT, BETWEEN_THEM, ITS_END], TWO_BEHIND_IT],
  ['when the map is gone', [ELEMENT, ITS_END, ENTRY, TWO_BEHIND_IT, BETWEEN_THEM], TWO_BEHIND_IT],
  ['when they had waited', [ELEMENT, ITS_END, TWO_BEHIND_IT, BETWEEN_THEM, ENTRY], ENTRY],
])(
  '[R2] several values under one key of a map are refused %s, though each says that it follows the other: nobody could load them again',
  (_, updates, last) => {
    expect(() => Y.applyUpdate(new Y.Doc(), Y.mergeUpdates(updates))).toThrow('Unexpected case')
    const document = new Document(null, Date.now)
    const refused = updates.filter((update) => {
      try {
        document.apply(readUpdate(update))
        return false
      } catch (error) {
        return error instanceof RefusedUpdate
      }
    })
    expect(refused).toEqual([last])
    document.forget()
    expect(document.clockOf(3)).toBe(1)
  },
)

test('[L2] what is stored and cannot be read is damaged, and nobody is let in', async () => {
  const scene = new Scene()
  scene.folder.append([{ document: 'doc/a', update: Uint8Array.of(1, 2, 5, 0, 0, 1, 42, 1, 0) }])
  const opening = scene.server.rooms.open('doc/a', { orNew: false })
  await Promise.all([expect(opening).rejects.toBeInstanceOf(DamagedDocument), scene.disk('load')])
})

test('[R1] who may only look is denied every edit, and still sees and is seen', async () => {
  expect(can('viewer', 'edit')).toBe(false)
  expect(can('viewer', 'read') && can('viewer', 'appear')).toBe(true)
  const scene = new Scene()
  const ann = await scene.join('Ann')
  const { room } = ann.line!.lease
  const sent: number[] = []
  const outlet = { ...deafOutlet, send: (frame: Uint8Array) => void sent.push(frame[0]!) }
  const viewer = new Connection(room, outlet, {
    standing: { role: 'viewer', person: null },
    speaksWeft: false,
    signs: false,
    meter: idleMeter,
  })
  const doc = new Y.Doc()
  doc.getText('text').insert(0, 'mine')
  viewer.receive(encodeUpdate(Y.encodeStateAsUpdate(doc)))
  viewer.receive(encodeStep2(Y.encodeStateAsUpdate(doc)))
  expect(sent.filter((type) => type === 2)).toHaveLength(2)
  viewer.receive(encodeAwareness([{ client: 99, clock: 1, state: '{"user":{"name":"Viewer"}}' }]))
  ann.types('hello')
  await scene.arrive()
  sent.length = 0
  await scene.disk('append')
  expect(ann.text.toJSON()).toBe('hello ')
  expect(sent).toEqual([0])
  await scene.wait(20)
  expect(ann.here()).toEqual(['Viewer'])
})

test('[W4] a stock client hears nothing of Weft’s own', async () => {
  const scene = new Scene()
  const ann = await scene.join('Ann')
  const sent: number[] = []
  const outlet = { ...deafOutlet, send: (frame: Uint8Array) => void sent.push(frame[0]!) }
  const stock = new Connection(ann.line!.lease.room, outlet, {
    standing: { role: 'editor', person: null },
    speaksWeft: false,
    signs: false,
    meter: idleMeter,
  })
  const doc = new Y.Doc()
  doc.getText('text').insert(0, 'plain')
  stock.receive(encodeUpdate(Y.encodeStateAsUpdate(doc)))
  await scene.arrive()
  await scene.disk('append', { fails: true })
  await scene.wait(200)
  await scene.disk('append')
  await scene.disk('sync')
  expect(ann.text.toJSON()).toBe('plain')
  await scene.wait(20_000)
  expect(new Set(sent)).toEqual(new Set([0, 1]))
})
