import { colorOfClient, colorOfPerson } from '@weft/shared/palette'
import { encodeAwareness, encodeUpdate } from '@weft/shared/wire'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Connection } from '../../src/core/connection.ts'
import { signState } from '../../src/core/signState.ts'
import type { PersonTag, Standing } from '../../src/ports/access.ts'
import { Scene } from '../world/scene.ts'
import { deafOutlet, idleMeter } from '../world/silence.ts'

const ann: PersonTag = { id: 'ann', name: 'Ann', isGuest: false }
const gus: PersonTag = { id: 'gus', name: '', isGuest: true }
const userIn = (state: string | null): unknown =>
  (JSON.parse(state ?? 'null') as { user: unknown } | null)?.user

const claims = [
  '{}',
  '{"user":null}',
  '{"user":"Bob"}',
  '{"user":{"name":"Bob","color":"red;background:url(//x)","id":"bob","isGuest":false}}',
  '{"user":{"name":"Bob"},"user":{"name":"Eve"}}',
  '{"__proto__":{"user":{"name":"Eve"}},"user":{"name":["Bob"]}}',
  `{"user":{"name":"${'x'.repeat(3000)}"}}`,
]

test.each(claims)('[A5] a member is who they are, whatever they say: %s', (claim) => {
  expect(userIn(signState(claim, 7, ann))).toEqual({ id: 'ann', name: 'Ann', color: colorOfPerson('ann') })
})

test.each(claims)('[A5] a guest is one for everybody to see, in a colour of the server’s: %s', (claim) => {
  expect(userIn(signState(claim, 7, gus))).toMatchObject({
    id: 'gus',
    color: colorOfPerson('gus'),
    isGuest: true,
  })
  expect(userIn(signState(claim, 7, null))).toMatchObject({ color: colorOfClient(7), isGuest: true })
  expect(userIn(signState(claim, 7, null))).not.toHaveProperty('id')
})

test('[A5] a guest’s own word is shown as one short line, and what the server knows where they say nothing', () => {
  const shown = (name: string) =>
    (userIn(signState(JSON.stringify({ user: { name } }), 7, { ...gus, name: 'Gus' })) as { name: string })
      .name
  expect(shown('  Gusto\n the\u202e Great ')).toBe('Gusto the Great')
  expect(shown('<b>Gus</b>')).toBe('<b>Gus</b>')
  expect(shown('水'.repeat(100))).toBe('水'.repeat(40))
  expect(shown(' \u200f ')).toBe('Gus')
})

test('[A5] the rest of a state is what the client said', () => {
  const state = '{"user":{"name":"Bob"},"cursor":{"anchor":1},"x":[1,{"y":null}]}'
  expect(JSON.parse(signState(state, 7, ann)!)).toMatchObject({ cursor: { anchor: 1 }, x: [1, { y: null }] })
  for (const none of ['', 'null', '[]', '7', '{', '{"a":}']) expect(signState(none, 7, ann)).toBeNull()
})

async function inRoom(
  standing: Standing,
): Promise<{ scene: Scene; connection: Connection; seen: () => unknown[] }> {
  const scene = new Scene()
  const witness = await scene.join('Witness')
  const { room } = witness.line!.lease
  const connection = new Connection(room, deafOutlet, {
    standing,
    speaksWeft: true,
    signs: true,
    meter: idleMeter,
  })
  const seen = (): unknown[] =>
    [...witness.peers.values()].filter(({ state }) => state !== 'null').map(({ state }) => userIn(state))
  return { scene, connection, seen }
}
const appear = (client: number, name: string): Uint8Array =>
  encodeAwareness([{ client, clock: 1, state: JSON.stringify({ user: { name } }) }])

test('[A5] nobody appears twice, as somebody else, or under another’s name after it was taken', async () => {
  const { scene, connection, seen } = await inRoom({ role: 'viewer', person: ann })
  connection.receive(appear(7, 'Bob'))
  connection.receive(appear(8, 'Eve'))
  await scene.wait(30)
  expect(seen()).toEqual([{ id: 'ann', name: 'Ann', color: colorOfPerson('ann') }])
})

test('[A3] [A5] who is renamed, or is somebody else now, is seen so at once', async () => {
  const { scene, connection, seen } = await inRoom({ role: 'editor', person: ann })
  connection.receive(appear(7, 'Bob'))
  await scene.wait(30)
  connection.become({ role: 'editor', person: { ...ann, name: 'Anna' } })
  await scene.wait(30)
  expect(seen()).toMatchObject([{ name: 'Anna' }])
  connection.become({ role: 'editor', person: gus })
  await scene.wait(30)
  expect(seen()).toMatchObject([{ id: 'gus', name: 'Bob', isGuest: true }])
})

/** Ann and Gus at one document, and somebody who writes there under a client id that both could claim. */
async function atOneDocument(): Promise<{ scene: Scene; ann: Connection; gus: Connection; doc: Y.Doc }> {
  const { scene, connection } = await inRoom({ role: 'editor', person: ann })
  const other = new Connection(scene.people[0]!.line!.lease.room, deafOutlet, {
    standing: { role: 'editor', person: gus },
    speaksWeft: true,
    signs: true,
    meter: idleMeter,
  })
  const doc = new Y.Doc()
  doc.clientID = 77
  return { scene, ann: connection, gus: other, doc }
}
const introduced = (clock: number, person: string): unknown => ({
  document: '0'.repeat(22),
  client: 77,
  clock,
  person,
})

test('[A7] who first brings something is recorded, once; who repeats it is not', async () => {
  const here = await atOneDocument()
  here.doc.getText('content').insert(0, 'a')
  const first = Y.encodeStateAsUpdate(here.doc)
  here.ann.receive(encodeUpdate(first))
  here.gus.receive(encodeUpdate(first))
  here.doc.getText('content').insert(1, 'b')
  here.ann.receive(encodeUpdate(Y.encodeStateAsUpdate(here.doc)))
  here.gus.receive(encodeUpdate(Y.encodeStateAsUpdate(here.doc)))
  expect(here.scene.server.introductions).toEqual([introduced(0, 'ann')])
})

test('[A7] who goes on under the client id of another is recorded from there on, and so is the other again', async () => {
  const here = await atOneDocument()
  const write = (connection: Connection, letters: string): void => {
    here.doc.getText('content').insert(here.doc.getText('content').length, letters)
    connection.receive(encodeUpdate(Y.encodeStateAsUpdate(here.doc)))
  }
  write(here.ann, 'Ann')
  write(here.gus, ' forged')
  write(here.gus, ' more')
  write(here.ann, ' and Ann')
  expect(here.scene.server.introductions).toEqual([
    introduced(0, 'ann'),
    introduced(3, 'gus'),
    introduced(15, 'ann'),
  ])
})

test('[A7] what waits for something missing is of who brought it, not of who brings what was missing', async () => {
  const here = await atOneDocument()
  const text = here.doc.getText('content')
  text.insert(0, 'a')
  const first = Y.encodeStateAsUpdate(here.doc)
  const before = Y.encodeStateVector(here.doc)
  text.insert(1, 'b')
  const second = Y.encodeStateAsUpdate(here.doc, before)
  here.gus.receive(encodeUpdate(second))
  here.ann.receive(encodeUpdate(first))
  expect(here.scene.server.introductions).toEqual([introduced(1, 'gus'), introduced(0, 'ann')])
})
