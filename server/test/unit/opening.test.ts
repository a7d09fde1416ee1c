import { encodeUpdate } from '@weft/shared/wire'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Link } from '../world/server.ts'
import { Scene } from '../world/scene.ts'

const newLink = (): Link => ({ toServer: [], toClient: [], closedWith: null })

test('[L1] [L3] a document is loaded once, however many ask, and nobody hears a word before', async () => {
  const scene = new Scene()
  const links = [newLink(), newLink(), newLink()]
  const admissions = links.map((link) => scene.server.admit('doc/a', link))
  await scene.arrive()
  expect(scene.waiting).toEqual(['load'])
  expect(links.flatMap(({ toClient }) => toClient)).toEqual([])
  await scene.disk('load')
  const rooms = new Set((await Promise.all(admissions)).map((line) => line?.lease.room))
  expect(rooms.size).toBe(1)
})

test('[L2] a load that fails lets nobody in, and the next to come tries again', async () => {
  const scene = new Scene()
  const admissions = [scene.server.admit('doc/a', newLink()), scene.server.admit('doc/a', newLink())]
  await scene.disk('load', { fails: true })
  expect(await Promise.all(admissions)).toEqual([null, null])
  expect(scene.server.rooms.size).toBe(0)
  const again = scene.server.admit('doc/a', newLink())
  await scene.disk('load')
  expect(await again).not.toBeNull()
})

test('[N1] a document that was not made is not there, and does not come to be by being asked for', async () => {
  const scene = new Scene()
  const opening = scene.server.rooms.open('doc/a', { orNew: false })
  await scene.disk('load')
  expect(await opening).toBeNull()
  expect(scene.server.rooms.size).toBe(0)
})

test('[S1] [S2] [S3] who opens a page has all of it at «synced», after a restart too', async () => {
  const scene = new Scene()
  const ann = await scene.join('Ann')
  for (const word of ['x'.repeat(400), 'two', 'three']) {
    ann.types(word)
    await scene.arrive()
    for (const kind of ['append', 'sync', 'compact'] as const) await scene.disk(kind)
  }
  scene.restart()
  const bob = await scene.join('Bob')
  expect(bob.synced).toBe(true)
  expect(bob.text.toJSON()).toBe(ann.text.toJSON())
  // A client that has some of it is sent the rest.
  ann.types('offline')
  await scene.connect(ann)
  for (const kind of ['append', 'sync'] as const) await scene.disk(kind)
  expect(scene.page()).toContain('offline')
  expect(ann.isSaved).toBe(true)
})

test('[S2] an edit that is not yet written is in no answer', async () => {
  const scene = new Scene()
  const ann = await scene.join('Ann')
  ann.types('hello')
  await scene.arrive()
  const bob = await scene.join('Bob')
  expect(bob.synced).toBe(true)
  expect(bob.text.toJSON()).toBe('')
  await scene.disk('append')
  expect(bob.text.toJSON()).toBe('hello ')
})

test('[S5] an update that waits for another is kept, and its sender is asked for what is missing', async () => {
  const scene = new Scene()
  const ann = await scene.join('Ann')
  const author = new Y.Doc()
  const updates: Uint8Array[] = []
  author.on('update', (update: Uint8Array) => updates.push(update))
  author.getText('text').insert(0, 'first')
  author.getText('text').insert(5, ' second')
  const asked = ann.asked
  ann.line!.connection.receive(encodeUpdate(updates[1]!))
  await scene.arrive()
  expect(ann.asked).toBe(asked + 1)
  await scene.disk('append')
  await scene.disk('sync')
  scene.restart()
  await scene.connect(ann)
  ann.line!.connection.receive(encodeUpdate(updates[0]!))
  await scene.arrive()
  await scene.disk('append')
  expect((await scene.join('Bob')).text.toJSON()).toBe('first second')
})
