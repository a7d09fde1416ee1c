import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeAwareness, encodeStep1, encodeUpdate } from '@weft/shared/wire'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { openLevelStore } from '../../src/adapters/store/level/levelStore.ts'
import { systemClock } from '../../src/adapters/systemClock.ts'
import { Document } from '../../src/core/document.ts'
import { Journal } from '../../src/core/journal.ts'
import { Rooms } from '../../src/core/rooms.ts'
import type { Access } from '../../src/ports/access.ts'
import { Addresses } from '../../src/ws/addresses.ts'
import { serveSync } from '../../src/ws/serveSync.ts'
import { forgetful, idleMeter, silentLog } from '../world/silence.ts'

const MIB = 2 ** 20
/** An update as long as this takes long: the clock goes on while it is applied, and nothing burns. */
const HEAVY = 'x'.repeat(20_000)

let folder: string
let server: Server
let url: string
let stop: () => Promise<void>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weft-resting-'))
  const store = await openLevelStore(folder, silentLog)
  const parts = { store, clock: systemClock, log: silentLog, meter: idleMeter }
  const journal = new Journal(parts)
  const rooms = new Rooms({ ...parts, journal, chronicle: forgetful, compactBytes: MIB })
  server = createServer()
  serveSync(server, {
    ...parts,
    rooms,
    access: { enter: () => Promise.resolve('noSuchDocument') } satisfies Access,
    openRooms: true,
    publicUrl: undefined,
    trustProxy: false,
    maxMessageBytes: MIB,
    maxConnections: 100,
    maxConnectionsPerAddress: 100,
    maxConnectionsPerPerson: 100,
    maxOpensPerSecond: 1_000_000,
    maxShare: 5,
    maxWaitingBytes: 32 * MIB,
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/sync/page`
  stop = async () => {
    server.close()
    await rooms.close()
    await store.close()
  }
})

afterEach(async () => {
  vi.restoreAllMocks()
  await stop()
  await rm(folder, { recursive: true })
})

function heavyTakes(milliseconds: number): void {
  let spent = 0
  const now = performance.now.bind(performance)
  vi.spyOn(performance, 'now').mockImplementation(() => now() + spent)
  // oxlint-disable-next-line typescript/unbound-method -- it is called with its document below
  const { apply } = Document.prototype
  vi.spyOn(Document.prototype, 'apply').mockImplementation(function (this: Document, incoming) {
    if (incoming.bytes.length > HEAVY.length) spent += milliseconds
    return apply.call(this, incoming)
  })
}

/** Somebody who writes at the end of a text; returns the message for each. */
function writer(client: number): (words: string) => Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = client
  let last: Uint8Array = new Uint8Array()
  doc.on('update', (update: Uint8Array) => (last = update))
  return (words) => {
    doc.getText('text').insert(doc.getText('text').length, words)
    return encodeUpdate(last)
  }
}

async function joined(): Promise<WebSocket> {
  const socket = new WebSocket(url)
  await once(socket, 'open')
  return socket
}

/** Somebody who reads; `sees` resolves when these words were told. */
async function reader(): Promise<{ sees: (words: string) => Promise<true>; leave: () => void }> {
  const socket = await joined()
  let told = ''
  let look = (): void => {}
  socket.on('message', (frame: Buffer) => {
    told += frame.toString('latin1')
    look()
  })
  socket.send(encodeStep1(Uint8Array.of(0)))
  return {
    sees: (words) =>
      new Promise((resolve) => {
        look = () => told.includes(words) && resolve(true)
        look()
      }),
    leave: () => socket.close(),
  }
}

test('[C5] who owes time is read from all the same: it shows that it lives, and what it says is told', async () => {
  heavyTakes(20_000)
  const bob = await reader()
  const ann = await joined()
  const anns = writer(5)
  ann.send(anns(HEAVY))
  await bob.sees('xxx')
  for (const word of ['one', 'two', 'three']) {
    ann.send(anns(`${word} `))
    await bob.sees(word)
  }
  expect(ann.readyState).toBe(WebSocket.OPEN)
  ann.close()
  bob.leave()
})

test('[C5] [K2] who owes time and is asked whether it lives has the time to answer', async () => {
  heavyTakes(20_000)
  const bob = await reader()
  const ann = await joined()
  const eve = await joined()
  const anns = writer(5)
  ann.send(encodeAwareness([{ client: 5, clock: 1, state: '{}' }]))
  ann.send(anns(HEAVY))
  await bob.sees('xxx')
  const asked = once(ann, 'ping')
  eve.send(encodeAwareness([{ client: 5, clock: 9, state: '{"eve":1}' }]))
  await asked
  // Each is read a quarter of a second after the one before: together longer than one has to answer.
  for (const word of ['one', 'two', 'three', 'four', 'five']) {
    ann.send(anns(`${word} `))
    await bob.sees(word)
  }
  expect(ann.readyState).toBe(WebSocket.OPEN)
  for (const one of [ann, eve]) one.close()
  bob.leave()
})

test('[C5] what somebody who owes time sent right before it left is taken', async () => {
  heavyTakes(20_000)
  const bob = await reader()
  const ann = await joined()
  const anns = writer(5)
  for (const words of [HEAVY, 'one ', 'two ']) ann.send(anns(words))
  ann.close()
  expect(await bob.sees('two ')).toBe(true)
  bob.leave()
})

test('[C4] [C5] what has to wait for somebody else is counted for who sent it', async () => {
  heavyTakes(300)
  const charge = vi.spyOn(Addresses.prototype, 'charge')
  const ann = new WebSocket(url, { autoPong: false })
  await once(ann, 'open')
  const anns = writer(5)
  ann.send(encodeAwareness([{ client: 5, clock: 1, state: '{}' }]))
  ann.send(anns('a'))
  const bob = await reader()
  await bob.sees('a')
  const copy = anns('b')
  ann.on('ping', (question: Buffer) => {
    ann.send(copy)
    ann.pong(question)
  })
  const eve = await joined()
  // The first waits until Ann, whose it is, has shown that she lives; the other behind it.
  eve.send(copy)
  eve.send(writer(7)(HEAVY))
  await bob.sees('xxx')
  expect(charge.mock.calls.filter(([, milliseconds]) => milliseconds > 250)).toHaveLength(1)
  for (const one of [ann, eve]) one.close()
  bob.leave()
})
