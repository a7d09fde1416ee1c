import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeAwareness } from '@weft/shared/wire'
import { WebSocket } from 'ws'
import { StockClient } from './stockClient.ts'
import { WeftProcess } from './weftProcess.ts'

let weft: WeftProcess
let closed: WeftProcess
beforeAll(async () => {
  weft = await WeftProcess.start({ MAX_CONNECTIONS_PER_ADDRESS: '40' })
  closed = await WeftProcess.start({ OPEN_ROOMS: 'false', PUBLIC_URL: 'https://weft.example.org' })
})
afterAll(async () => {
  await weft.remove()
  await closed.remove()
})

const open = (url: string, options: object = {}): WebSocket => new WebSocket(url, options)

async function closeCode(socket: WebSocket): Promise<number> {
  socket.on('error', () => {})
  const [code] = (await once(socket, 'close')) as [number]
  return code
}

test.each(['nothing-here', '0123456789012345678901', 'a/../b', '%2e%2e', '', 'x'.repeat(129)])(
  '[N4] without open rooms the name %s is closed with 4404',
  async (name) => {
    expect(await closeCode(open(`${closed.syncUrl}/${name}`))).toBe(4404)
  },
)

test.each(['a//b', '.', 'a/..', 'a/../b', 'a b', 'ä', 'x'.repeat(129), '%00'])(
  '[N2] [N4] %s is no name of an open room',
  async (name) => {
    // Written by hand: a URL parser would tidy these names up.
    const socket = connect(weft.port, '127.0.0.1')
    socket.write(
      `GET /sync/${name} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    )
    // A close frame with 4404, or an answer in HTTP that it is no request.
    const refusal = new RegExp(`${String.fromCharCode(4404 >> 8, 4404 & 255)}|^HTTP/1.1 400 `)
    let heard = ''
    for await (const data of socket) if (refusal.test((heard += (data as Buffer).toString('latin1')))) break
    expect(heard).toMatch(refusal)
  },
)

test.each([
  ['https://weft.example.org', true],
  ['same', true],
  [undefined, true],
  ['https://weft.example.org.evil.example', false],
  ['https://evil.example', false],
  ['http://weft.example.org', false],
  ['null', false],
])('[R3] a page of %s may open a document: %s', async (origin, may) => {
  const document = await closed.newDocument()
  const given = origin === 'same' ? closed.url : origin
  const socket = open(`${closed.syncUrl}/${document}`, given === undefined ? {} : { origin: given })
  const first = await Promise.race([once(socket, 'message').then(() => true), closeCode(socket)])
  expect(first).toBe(may ? true : 4404)
  socket.terminate()
})

test('[R3] with open rooms a foreign page is not led past a document into a room of its name', async () => {
  const document = await weft.newDocument()
  expect(await closeCode(open(`${weft.syncUrl}/${document}`, { origin: 'https://evil.example' }))).toBe(4404)
})

test('[R3] a page of another origin cannot make documents either', async () => {
  const ask = (origin: string): Promise<Response> =>
    fetch(`${closed.url}/api/documents`, { method: 'POST', headers: { origin } })
  expect((await ask('https://evil.example')).status).toBe(403)
  expect((await ask('https://weft.example.org')).status).toBe(201)
})

test('who asks for another protocol than WebSocket is answered all the same', async () => {
  const socket = connect(weft.port, '127.0.0.1')
  socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n')
  const [data] = (await once(socket, 'data')) as [Buffer]
  expect(data.toString()).toContain('200 OK')
  socket.destroy()
})

test('[W2] [W1] a text frame ends its connection', async () => {
  const socket = open(`${weft.syncUrl}/text`)
  await once(socket, 'open')
  socket.send('hello')
  expect(await closeCode(socket)).toBe(4400)
})

test('[W5] a frame far over the limit is not even gathered, and the server lives', async () => {
  const socket = open(`${weft.syncUrl}/large`)
  await once(socket, 'open')
  socket.send(new Uint8Array(33 * 2 ** 20))
  // The close overtakes the bytes, or the end of the connection overtakes the close.
  expect([1009, 1006]).toContain(await closeCode(socket))
  expect((await fetch(`${weft.url}/healthz`)).status).toBe(200)
})

test('a frame that breaks the WebSocket protocol itself ends its connection, and the server lives', async () => {
  const socket = open(`${weft.syncUrl}/broken`)
  await once(socket, 'open')
  const { _socket: raw } = socket as unknown as { _socket: NodeJS.WritableStream }
  raw.write(Buffer.from([0xff, 0xff, 0xff, 0xff]))
  await closeCode(socket)
  expect((await fetch(`${weft.url}/healthz`)).status).toBe(200)
})

test('[C1] [C2] a stock client gives up after 4404 and does not hammer the server', async () => {
  const client = new StockClient(closed.syncUrl, 'nothing-here')
  const [event] = await new Promise<[{ code: number }]>((resolve) =>
    client.provider.once('connection-close', (e) => resolve([e as { code: number }])),
  )
  expect(event.code).toBe(4404)
  await new Promise((resolve) => setImmediate(resolve))
  expect(client.provider.shouldConnect).toBe(false)
  client.leave()
})

test('[C1] a message over the limit is answered with 4413', async () => {
  const small = await WeftProcess.start({ MAX_MESSAGE_BYTES: '65536' })
  const socket = open(`${small.syncUrl}/small`)
  await once(socket, 'open')
  socket.send(new Uint8Array(70_000))
  expect(await closeCode(socket)).toBe(4413)
  await small.remove()
})

test('[C3] a reader who does not read is cut off, and the others go on', async () => {
  const busy = await WeftProcess.start()
  const lazy = open(`${busy.syncUrl}/lazy`)
  await once(lazy, 'open')
  lazy.pause()
  const ann = new StockClient(busy.syncUrl, 'lazy')
  const bob = new StockClient(busy.syncUrl, 'lazy')
  await Promise.all([ann.synced(), bob.synced()])
  // The kernel takes some megabytes before anything queues in the server.
  const connections = async (): Promise<string | undefined> =>
    /^weft_connections (\d+)/m.exec(await (await fetch(`${busy.url}/metrics`)).text())?.[1]
  for (let i = 0; i < 300 && (await connections()) === '3'; i++) {
    const page = String.fromCharCode(97 + (i % 26)).repeat(1_000_000)
    ann.text.delete(0, ann.text.length)
    ann.text.insert(0, page)
    await bob.sees((seen) => seen === page)
  }
  expect(await connections()).toBe('2')
  for (const one of [ann, bob]) one.leave()
  lazy.terminate()
  await busy.remove()
})

test('[C3] a document larger than what may queue can be opened', async () => {
  const ann = new StockClient(weft.syncUrl, 'huge')
  await ann.synced()
  for (let i = 0; i < 12; i++) ann.text.insert(0, `${i}`.repeat(1_000_000))
  await ann.sees((page) => page.length > 12_000_000)
  const bob = new StockClient(weft.syncUrl, 'huge')
  await bob.sees((page) => page === ann.page)
  ann.leave()
  await bob.synced()
  bob.leave()
  const eve = new StockClient(weft.syncUrl, 'huge')
  await eve.synced()
  expect(eve.page.length).toBeGreaterThan(12_000_000)
  eve.leave()
})

test('[C4] one connection too many from an address is closed with 4529', async () => {
  const sockets = Array.from({ length: 41 }, () => open(`${weft.syncUrl}/many`))
  const code = await Promise.race(sockets.map(closeCode))
  expect(code).toBe(4529)
  for (const socket of sockets) socket.terminate()
})

test('[P7] a peer whose network died is gone from everyone within 30 s', async () => {
  const ann = new StockClient(weft.syncUrl, 'halfopen')
  await ann.synced()
  // A client that answers no ping is what a dead network looks like.
  const mute = new WebSocket(`${weft.syncUrl}/halfopen`, { autoPong: false })
  await once(mute, 'open')
  mute.send(encodeAwareness([{ client: 99, clock: 1, state: '{"user":{"name":"Mute"}}' }]))
  ann.provider.awareness.setLocalStateField('user', { name: 'Ann' })
  await ann.seesHere('Ann', 'Mute')
  await ann.seesHere('Ann')
  expect(ann.here()).toEqual(['Ann'])
  ann.leave()
}, 60_000)

test('[C4] sockets on which nothing is said are limited, and others are served meanwhile', async () => {
  const from = { port: weft.port, host: '127.0.0.1', localAddress: '127.0.0.2' }
  const sockets = Array.from({ length: 1040 + 60 }, () => connect(from).on('error', () => {}))
  try {
    await new Promise<void>((resolve) => {
      let ended = 0
      for (const socket of sockets) socket.once('close', () => ++ended === 60 && resolve())
    })
    expect((await fetch(`${weft.url}/healthz`)).status).toBe(200)
    const left = sockets.filter((socket) => !socket.closed)
    expect(left).toHaveLength(1040)
    left[0]!.destroy()
    // The server may be told of the next before it is told that this one has gone.
    const answer = async (): Promise<string> => {
      const next = connect(from).on('error', () => {})
      sockets.push(next)
      next.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')
      const [said] = (await Promise.race([once(next, 'data'), once(next, 'close')])) as [unknown]
      return String(said)
    }
    await expect.poll(answer).toMatch(/^HTTP\/1.1 200 /)
  } finally {
    for (const socket of sockets) socket.destroy()
  }
})
