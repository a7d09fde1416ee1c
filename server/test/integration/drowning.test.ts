import { once } from 'node:events'
import { encodeStep1, encodeUpdate } from '@weft/shared/wire'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { countOf, forgetPeak, heapOf, INSPECTED, residentOf } from './serverMemory.ts'
import { StockClient } from './stockClient.ts'
import { WeftClient } from './weftClient.ts'
import { WeftProcess } from './weftProcess.ts'

const MIB = 2 ** 20

const running: WeftProcess[] = []
afterEach(async () => {
  for (const weft of running.splice(0)) await weft.remove()
})
async function started(environment: Record<string, string> = {}): Promise<WeftProcess> {
  const weft = await WeftProcess.start(environment)
  running.push(weft)
  return weft
}

/** Ann writes words of this length one after the other; how long Bob waited to see each, in milliseconds, sorted. */
async function waits(weft: WeftProcess, room: string, words: number, length: number): Promise<number[]> {
  const [ann, bob] = [new StockClient(weft.syncUrl, room), new StockClient(weft.syncUrl, room)]
  await Promise.all([ann.synced(), bob.synced()])
  const found: number[] = []
  for (let i = 0; i < words; i++) {
    const word = `${i}${'x'.repeat(length)} `
    const begun = performance.now()
    ann.doc.transact(() => {
      if (ann.text.length > 20 * length) ann.text.delete(0, ann.text.length)
      ann.text.insert(0, word)
    })
    await bob.sees((page) => page.startsWith(word))
    found.push(performance.now() - begun)
  }
  ann.leave()
  bob.leave()
  return found.toSorted((a, b) => a - b)
}

const at = (sorted: readonly number[], quantile: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))]!

/** A hundred who are in a room; what their connections were closed with. */
async function hundred(weft: WeftProcess, room: string): Promise<{ sockets: WebSocket[]; codes: number[] }> {
  const sockets = Array.from({ length: 100 }, () => new WebSocket(`${weft.syncUrl}/${room}`))
  const codes: number[] = []
  for (const socket of sockets) {
    socket.on('error', () => {})
    socket.on('close', (code) => codes.push(code))
  }
  await Promise.all(sockets.map((socket) => once(socket, 'open')))
  return { sockets, codes }
}

test('[C3] a hundred who never read cost a busy room no more than 100 MB, and no more time than a hundred who do', async () => {
  // A young generation that has its size from the beginning: what it grows by is garbage, whoever reads.
  const weft = await started({ NODE_OPTIONS: '--max-semi-space-size=16' })
  const talk = async (room: string): Promise<number> => at(await waits(weft, room, 3000, 1), 0.99)
  // More than may wait for one reader (8 MB), and than the system takes for it (up to 10 MB).
  const pages = async (room: string): Promise<unknown> => waits(weft, room, 250, 100_000)
  await talk('warm')
  const reading = await hundred(weft, 'read')
  const quiet = await talk('read')
  await pages('read')
  for (const socket of reading.sockets) socket.terminate()
  while ((await countOf(weft, 'connections')) > 0);
  forgetPeak(weft)
  const before = residentOf(weft).now
  const deaf = await hundred(weft, 'unread')
  for (const socket of deaf.sockets) socket.pause()
  const busy = await talk('unread')
  await pages('unread')
  while ((await countOf(weft, 'connections')) > 0);
  const grown = residentOf(weft).peak - before
  for (const socket of deaf.sockets) socket.resume()
  while (deaf.codes.length < 100) await new Promise((resolve) => setTimeout(resolve, 10))
  console.log(
    `100 who never read: p99 ${busy.toFixed(1)} ms, ${quiet.toFixed(1)} ms with 100 who do;` +
      ` at most ${(grown / MIB).toFixed(0)} MB more; closed with ${[...new Set(deaf.codes)].join()}`,
  )
  // 4508 is what a reader finds who wakes up in time; the others were cut off.
  expect([4508, 1006]).toEqual(expect.arrayContaining([...new Set(deaf.codes)]))
  expect(grown).toBeLessThan(100 * MIB)
  expect(busy).toBeLessThan(Math.max(1.5 * quiet, quiet + 5))
}, 300_000)

test('[C3] of thirty who each ask in a way of their own for a page of 8 MB, and never read it, few are kept', async () => {
  const weft = await started(INSPECTED)
  const ann = new WeftClient(weft.syncUrl, 'long')
  await ann.synced()
  ann.text.insert(0, 'x'.repeat(8 * MIB))
  await ann.hears(({ saved }) => saved > 1)
  ann.leave()
  while ((await countOf(weft, 'rooms')) > 0);
  const kept = async (): Promise<number> => {
    await heapOf(weft)
    return countOf(weft, 'nodejs_external_memory_bytes')
  }
  const before = await kept()
  const deaf = Array.from({ length: 30 }, () => new WebSocket(`${weft.syncUrl}/long`))
  for (const [i, socket] of deaf.entries()) {
    socket.on('error', () => {})
    socket.on('open', () => {
      socket.pause()
      // As if they had a letter of somebody whom nobody else knows.
      socket.send(encodeStep1(Uint8Array.of(1, i + 1, 1)))
    })
  }
  while ((await countOf(weft, 'connections_total')) < 31);
  while ((await countOf(weft, 'connections')) > 4) await new Promise((resolve) => setTimeout(resolve, 50))
  const grown = (await kept()) - before
  console.log(`30 who never read a page of 8 MB: ${(grown / MIB).toFixed(0)} MB are kept`)
  expect(await countOf(weft, 'connections')).toBeGreaterThan(0)
  expect(grown).toBeLessThan(64 * MIB)
  for (const socket of deaf) socket.terminate()
}, 60_000)

test('[C5] who floods is read from more slowly, loses nothing and is not closed; the others notice nothing', async () => {
  const weft = await started({ MAX_SHARE: '5' })
  const socket = new WebSocket(`${weft.syncUrl}/flooded`)
  await once(socket, 'open')
  const doc = new Y.Doc()
  const frames: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => frames.push(encodeUpdate(update)))
  for (let i = 0; i < 100_000; i++) doc.getText('text').insert(0, 'x')
  // Said over and over: it brings nothing new, and costs the server what it costs to see that.
  let flooding = true
  const flood = async (): Promise<void> => {
    while (flooding) {
      for (const frame of frames) socket.send(frame)
      while (flooding && socket.bufferedAmount > MIB) await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const flooded = flood()
  const others = await waits(weft, 'elsewhere', 2000, 1)
  const beside = await waits(weft, 'flooded', 300, 1)
  flooding = false
  await flooded
  console.log(
    `beside a flood: p99 ${at(others, 0.99).toFixed(1)} ms elsewhere, ${at(beside, 0.99).toFixed(1)} ms in its room,` +
      ` ${await countOf(weft, 'frames_received_total')} frames taken`,
  )
  expect(at(others, 0.99)).toBeLessThan(250)
  expect(socket.readyState).toBe(WebSocket.OPEN)
  socket.terminate()
}, 120_000)

test('[C4] who opens connections without end is closed with 4529, and may again after a while', async () => {
  const weft = await started({ MAX_OPENS_PER_SECOND: '2' })
  const open = async (): Promise<number | null> => {
    const socket = new WebSocket(`${weft.syncUrl}/often`)
    socket.on('error', () => {})
    const code = await Promise.race([
      once(socket, 'close').then(([closed]) => closed as number),
      once(socket, 'message').then(() => null),
    ])
    socket.terminate()
    return code
  }
  const codes: (number | null)[] = []
  for (let i = 0; i < 230; i++) codes.push(await open())
  expect(codes.slice(0, 200).every((code) => code === null)).toBe(true)
  expect(codes).toContain(4529)
  while ((await open()) !== null) await new Promise((resolve) => setTimeout(resolve, 100))
})

test('[C4] who sends what takes long to refuse, again and again, cannot come back for a while', async () => {
  const weft = await started()
  const base = new Y.Doc()
  base.clientID = 50
  for (let i = 0; i < 20_000; i++) base.getText('text').insert(0, 'x')
  const poison = slowUpdate(20_000)
  const codes: number[] = []
  const begun = performance.now()
  while (codes.at(-1) !== 4529 && codes.length < 100) {
    const socket = new WebSocket(`${weft.syncUrl}/slow`)
    socket.on('error', () => {})
    socket.on('open', () => {
      socket.send(encodeUpdate(Y.encodeStateAsUpdate(base)))
      socket.send(encodeUpdate(poison))
    })
    codes.push(((await once(socket, 'close')) as [number])[0])
  }
  console.log(
    `${codes.length} updates that take long in ${((performance.now() - begun) / 1000).toFixed(1)} s`,
  )
  expect(new Set(codes)).toEqual(new Set([4400, 4529]))
}, 120_000)

/** So many letters, each said to stand between the beginning of all and another of those of client 50. */
function slowUpdate(letters: number): Uint8Array {
  const bytes = [1, ...varUint(letters), 9, 0]
  for (let i = 0; i < letters; i++) bytes.push(0x44, 50, ...varUint(i), 1, 97)
  return Uint8Array.from([...bytes, 0])
}

function varUint(number: number): number[] {
  return number < 128 ? [number] : [(number & 127) | 128, ...varUint(number >> 7)]
}
