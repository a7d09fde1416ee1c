import { encodeAwareness } from '@weft/shared/wire'
import { expect, test } from 'vitest'
import { Scene } from '../world/scene.ts'

test('[P2] people see each other come and go', async () => {
  const scene = new Scene()
  const ann = await scene.join('Ann')
  expect(ann.here()).toEqual([])
  const bob = await scene.join('Bob')
  await scene.wait(20)
  expect(ann.here()).toEqual(['Bob'])
  expect(bob.here()).toEqual(['Ann'])
  await scene.disconnect(bob)
  await scene.wait(20)
  expect(ann.here()).toEqual([])
})

test('[P1] nobody can speak for somebody else', async () => {
  const scene = new Scene()
  const [ann, bob, eve] = [await scene.join('Ann'), await scene.join('Bob'), await scene.join('Eve')]
  const lie = (state: string) => encodeAwareness([{ client: ann.doc.clientID, clock: 2 ** 50, state }])
  eve.line!.connection.receive(lie('{"user":{"name":"Mallory"}}'))
  eve.line!.connection.receive(lie('null'))
  await scene.wait(20)
  expect(bob.here()).toEqual(['Ann', 'Eve'])
})

test('[P3] who comes back is seen at once, and sees everyone', async () => {
  const scene = new Scene()
  const ann = await scene.join('Ann')
  const bob = await scene.join('Bob')
  await scene.disconnect(ann)
  await scene.wait(20)
  await scene.connect(ann)
  await scene.wait(20)
  expect(ann.here()).toEqual(['Bob'])
  expect(bob.here()).toEqual(['Ann'])
})

test('[P3] who comes back takes over from the connection that the server still believes in', async () => {
  const scene = new Scene()
  const ann = await scene.join('Ann')
  const bob = await scene.join('Bob')
  const old = ann.line!
  await scene.disconnect(ann, { noticed: false })
  await scene.connect(ann)
  await scene.wait(20)
  scene.server.hangUp(old)
  await scene.wait(20)
  expect(bob.here()).toEqual(['Ann'])
  expect(ann.here()).toEqual(['Bob'])
})

test('[P1] who had a client id and still lives has it back with the next word', async () => {
  const scene = new Scene()
  const ann = await scene.join('Ann')
  const bob = await scene.join('Bob')
  const thief = await scene.join('Thief', { client: ann.doc.clientID })
  await scene.wait(20)
  expect(bob.here()).toEqual(['Thief'])
  ann.appear()
  await scene.wait(20)
  expect(bob.here()).toEqual(['Ann'])
  await scene.disconnect(thief)
  await scene.wait(20)
  expect(bob.here()).toEqual(['Ann'])
})

test('[P4] the first change leaves at once, the ones behind it together', async () => {
  const scene = new Scene()
  const [ann, bob, eve] = [await scene.join('Ann'), await scene.join('Bob'), await scene.join('Eve')]
  await scene.wait(100)
  const { received } = eve
  ann.appear()
  await scene.arrive()
  expect(eve.received).toBe(received + 1)
  for (let i = 0; i < 10; i++) {
    ann.appear()
    bob.appear()
    await scene.arrive()
  }
  expect(eve.received).toBe(received + 1)
  await scene.wait(15)
  expect(eve.received).toBe(received + 2)
})

test('[P5] a sleeping tab stays, and who is alone still hears something', async () => {
  const scene = new Scene()
  const ann = await scene.join('Ann')
  const { received } = ann
  await scene.wait(30_000)
  expect(ann.received).toBeGreaterThanOrEqual(received + 2)
  const bob = await scene.join('Bob')
  await scene.wait(20)
  const before = bob.peers.get(ann.doc.clientID)!.clock
  await scene.wait(12_000)
  expect(bob.peers.get(ann.doc.clientID)!.clock).toBeGreaterThan(before)
})

test.each(['{', '"Ann"', '7', `{"user":"${'x'.repeat(5000)}"}`])(
  '[P6] the state %.12s is ignored',
  async (state) => {
    const scene = new Scene()
    const ann = await scene.join('Ann')
    const bob = await scene.join('Bob')
    await scene.wait(20)
    bob.line!.connection.receive(encodeAwareness([{ client: bob.doc.clientID, clock: 50, state }]))
    await scene.wait(20)
    expect(ann.here()).toEqual(['Bob'])
  },
)

test('[P1] who says nothing about itself sees the others, and what it repeats of them makes no ghost', async () => {
  const scene = new Scene()
  const ann = await scene.join('Ann')
  const shy = await scene.join('Shy', { silent: true })
  await scene.wait(1000)
  expect(shy.here()).toEqual(['Ann'])
  const echo = encodeAwareness([...shy.peers].map(([client, { clock, state }]) => ({ client, clock, state })))
  await scene.disconnect(ann)
  shy.line!.connection.receive(echo)
  const eve = await scene.join('Eve')
  await scene.wait(1000)
  expect(eve.here()).toEqual([])
})
