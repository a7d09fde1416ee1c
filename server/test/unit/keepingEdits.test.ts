import { expect, test } from 'vitest'
import { Scene } from '../world/scene.ts'

/** Everything the disk was asked for is done. */
async function commit(scene: Scene): Promise<void> {
  await scene.disk('append')
  await scene.disk('sync')
}

test('[D1] [D2] what one types the other sees when it is written, and it is saved when it is synced', async () => {
  const scene = new Scene()
  const ann = await scene.join('Ann')
  const bob = await scene.join('Bob')
  ann.types('hello')
  await scene.arrive()
  expect(bob.text.toJSON()).toBe('')
  await scene.disk('append')
  expect(bob.text.toJSON()).toBe('hello ')
  expect(ann.isSaved).toBe(false)
  await scene.disk('sync')
  expect(ann.isSaved).toBe(true)
})

test('[S4] what arrives during a commit leaves together with the next, as one frame', async () => {
  const scene = new Scene()
  const [ann, bob, eve] = [await scene.join('Ann'), await scene.join('Bob'), await scene.join('Eve')]
  ann.types('first')
  await scene.arrive()
  for (const word of ['a', 'b', 'c']) ann.types(word)
  bob.types('d')
  await scene.arrive()
  expect(scene.waiting).toEqual(['append'])
  await scene.disk('append')
  const { received } = eve
  await scene.disk('append')
  expect(eve.received - received).toBe(1)
  expect(eve.text.toJSON()).toContain('first')
  for (const word of ['a', 'b', 'c', 'd']) expect(eve.present()).toContain(word)
  expect(scene.page()).toBe(eve.text.toJSON())
})

test('[S4] an only author is not told its own words', async () => {
  const scene = new Scene()
  const ann = await scene.join('Ann')
  await scene.join('Bob')
  const { received } = ann
  ann.types('hello')
  await scene.arrive()
  await scene.disk('append')
  expect(ann.received).toBe(received)
})

test('[D2] a slow disk delays what is called saved, and nobody’s typing', async () => {
  const scene = new Scene()
  const ann = await scene.join('Ann')
  const bob = await scene.join('Bob')
  for (const word of ['one', 'two', 'three']) {
    ann.types(word)
    await scene.arrive()
    await scene.disk('append')
  }
  expect(bob.text.toJSON()).toBe('one two three ')
  expect(scene.waiting).toEqual(['sync'])
  await scene.disk('sync')
  expect(ann.isSaved).toBe(false)
  await scene.disk('sync')
  expect(ann.isSaved).toBe(true)
})

test('[D3] what repeats an edit in flight is saved no sooner than that edit', async () => {
  const scene = new Scene()
  const ann = await scene.join('Ann')
  ann.types('hello')
  await scene.arrive()
  await scene.disconnect(ann)
  // Coming back, Ann repeats what the server took but has not synced.
  await scene.connect(ann)
  expect(ann.isSaved).toBe(false)
  await scene.disk('append')
  expect(ann.isSaved).toBe(false)
  await scene.disk('sync')
  expect(ann.isSaved).toBe(true)
  await scene.disconnect(ann)
  await scene.connect(ann)
  expect(ann.isSaved).toBe(true)
})

test('[D5] a failing store keeps edits, shows them to nobody, says so, and goes on by itself', async () => {
  const scene = new Scene()
  const ann = await scene.join('Ann')
  const bob = await scene.join('Bob')
  ann.types('hello')
  await scene.arrive()
  for (let i = 0; i < 5; i++) {
    await scene.disk('append', { fails: true })
    await scene.wait(5000)
  }
  expect(bob.text.toJSON()).toBe('')
  expect(ann.isSaved).toBe(false)
  expect(ann.events).toEqual([{ type: 'storeFailing', reason: 'storeFailing' }])
  const eve = await scene.join('Eve')
  expect(eve.events).toEqual([{ type: 'storeFailing', reason: 'storeFailing' }])
  await commit(scene)
  expect(scene.page()).toBe('hello ')
  expect(ann.isSaved).toBe(true)
  expect(ann.events.at(-1)).toEqual({ type: 'storeRecovered' })
})

test('[D5] after a failed sync nothing is called saved that was not written again', async () => {
  const scene = new Scene()
  const ann = await scene.join('Ann')
  ann.types('one')
  await scene.arrive()
  await scene.disk('append')
  await scene.disk('sync', { fails: true })
  // While the journal pauses, the next edit is written.
  ann.types('two')
  await scene.arrive()
  await scene.disk('append')
  await scene.wait(5000)
  await scene.disk('sync')
  expect(ann.isSaved).toBe(false)
  await commit(scene)
  await commit(scene)
  expect(ann.isSaved).toBe(true)
  scene.folder.cutPower(0)
  scene.restart()
  expect((await scene.join('Eve')).text.toJSON()).toBe('one two ')
})

test('[L4] a room stays until all is synced, though everybody has left', async () => {
  const scene = new Scene()
  const ann = await scene.join('Ann')
  ann.types('hello')
  await scene.arrive()
  await scene.disconnect(ann)
  expect(scene.server.rooms.size).toBe(1)
  await scene.disk('append')
  expect(scene.server.rooms.size).toBe(1)
  await scene.disk('sync')
  await scene.disk('compact')
  expect(scene.server.rooms.size).toBe(0)
})

test('[L4] who comes back while a room is being closed finds it as it was', async () => {
  const scene = new Scene()
  const ann = await scene.join('Ann')
  ann.types('hello')
  await scene.arrive()
  await commit(scene)
  await scene.disconnect(ann)
  expect(scene.waiting).toEqual(['compact'])
  const bob = await scene.join('Bob')
  bob.types('again')
  await scene.arrive()
  await scene.disk('compact')
  expect(scene.server.rooms.size).toBe(1)
  await commit(scene)
  expect(bob.isSaved).toBe(true)
  expect((await scene.join('Eve')).text.toJSON()).toBe('hello again ')
})

test('[D4] edits during a compaction are kept behind the snapshot', async () => {
  const scene = new Scene()
  const ann = await scene.join('Ann')
  ann.types('x'.repeat(400))
  await scene.arrive()
  await commit(scene)
  expect(scene.waiting).toEqual(['compact'])
  ann.types('meanwhile')
  await scene.arrive()
  await commit(scene)
  await scene.disk('compact')
  expect((await scene.join('Bob')).text.toJSON()).toContain('meanwhile')
  scene.restart()
  expect((await scene.join('Eve')).text.toJSON()).toContain('meanwhile')
})
