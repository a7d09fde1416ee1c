import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { ClassicLevel } from 'classic-level'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { StockClient } from './stockClient.ts'
import { WeftProcess } from './weftProcess.ts'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const SECRET = 'the rhubarb is in the cellar'

const running: WeftProcess[] = []
afterEach(async () => {
  for (const weft of running.splice(0)) await weft.remove()
})
async function started(environment: Record<string, string> = {}): Promise<WeftProcess> {
  const weft = await WeftProcess.start(environment)
  running.push(weft)
  return weft
}

/** Starts a Weft that cannot start; what it said. */
function fails(environment: Record<string, string>): string {
  const { status, stderr } = spawnSync(process.execPath, [MAIN], { env: { ...process.env, ...environment } })
  expect(status).toBe(1)
  const said = stderr.toString()
  expect(said).not.toContain('    at ')
  return said
}

test('[L5] a second server on one folder refuses, and names the first', async () => {
  const weft = await started()
  const said = fails({ DATA_DIR: weft.folder, PORT: '1' })
  expect(said).toContain(weft.folder)
  expect(said).toContain(`process ${weft.pid}, ${weft.url}`)
  expect(said).toContain('set DATA_DIR')
})

test('[L5] what a killed server left locked does not keep the next one out', async () => {
  const weft = await started()
  await weft.kill()
  await weft.start()
  expect((await fetch(`${weft.url}/readyz`)).status).toBe(200)
})

test.skipIf(process.platform === 'win32')(
  'no other account of the machine can read what the server keeps',
  async () => {
    const weft = await started()
    const entries = await readdir(weft.folder, { recursive: true })
    expect(entries).toEqual(expect.arrayContaining(['directory.sqlite', join('documents', 'CURRENT')]))
    for (const entry of entries) {
      const { mode } = await stat(join(weft.folder, entry))
      expect([entry, (mode & 0o077).toString(8)]).toEqual([entry, '0'])
    }
  },
)

test('a taken port, a folder that is none and bad settings end with a sentence that says what to do', async () => {
  const weft = await started()
  const folder = await mkdtemp(join(tmpdir(), 'weft-'))
  await writeFile(join(folder, 'file'), '')
  expect(fails({ DATA_DIR: join(folder, 'data'), PORT: String(weft.port) })).toMatch(
    /Port \d+ .* taken.* set PORT/,
  )
  expect(fails({ DATA_DIR: join(folder, 'file') })).toMatch(/is not a folder.* Set DATA_DIR/)
  // Nobody may write there, not even root.
  const nobodys = process.platform === 'linux' ? '/sys/weft' : '/weft'
  expect(fails({ DATA_DIR: nobodys })).toMatch(/cannot be written.* set DATA_DIR/)
  const said = fails({ PORT: 'http', OPEN_ROOMS: 'yes', PUBLIC_URL: 'weft' })
  expect(said.match(/^The setting (PORT|OPEN_ROOMS|PUBLIC_URL)=/gm)).toHaveLength(3)
  await rm(folder, { recursive: true })
})

test('[L6] a start on a damaged folder says which file is damaged and what to do, and touches nothing', async () => {
  const weft = await started()
  const id = await weft.newDocument()
  const ann = new StockClient(weft.syncUrl, id)
  await ann.synced()
  ann.text.insert(0, 'precious words')
  const bob = new StockClient(weft.syncUrl, id)
  await bob.sees((page) => page === 'precious words')
  for (const one of [ann, bob]) one.leave()
  await weft.stop()
  const documents = join(weft.folder, 'documents')
  const current = join(documents, 'CURRENT')
  const content = await readFile(current)
  await rm(current)
  const said = fails({ DATA_DIR: weft.folder })
  expect(said).toContain(`the file ${current} is missing`)
  expect(said).toMatch(/Put .* back .* from a backup/)
  await writeFile(current, content)
  await weft.start()
  const reader = new StockClient(weft.syncUrl, id)
  await reader.synced()
  expect(reader.page).toBe('precious words')
  reader.leave()
  await weft.stop()
  const wal = join(weft.folder, 'wal')
  await rename(wal, `${wal}-elsewhere`)
  expect(fails({ DATA_DIR: weft.folder })).toContain(`${wal} is missing`)
  await rm(documents, { recursive: true })
  expect(fails({ DATA_DIR: weft.folder })).toContain(`${documents} is missing`)
})

test('[D6] SIGTERM while people type brings everything to disk, and everybody back', async () => {
  const weft = await started()
  const people = Array.from({ length: 4 }, () => new StockClient(weft.syncUrl, 'busy'))
  await Promise.all(people.map((person) => person.synced()))
  let typing = true
  const type = async (person: StockClient, name: string): Promise<void> => {
    for (let i = 0; typing; i++) {
      person.text.insert(0, `${name}${i} `)
      // Faster than anybody types, and slow enough that what four write with nobody there is soon one text again.
      await setTimeout(2)
    }
  }
  const typists = people.map((person, i) => type(person, `p${i}-`))
  await people[0]!.sees((page) => page.length > 2000)
  const asked = performance.now()
  expect(await weft.stop()).toBe(0)
  expect(performance.now() - asked).toBeLessThan(10_000)
  typing = false
  await Promise.all(typists)
  await weft.start()
  const words = people.flatMap(({ page }) => page.split(' '))
  const stranger = new StockClient(weft.syncUrl, 'busy')
  await stranger.sees((page) => new Set(page.split(' ')).isSupersetOf(new Set(words)))
  const there = stranger.page.trim().split(' ')
  expect(new Set(there).size).toBe(there.length)
  for (const person of [...people, stranger]) person.leave()
}, 60_000)

test('[D6] [C1] at SIGTERM clients are told that the server is going, and one that does not answer is not waited for', async () => {
  const weft = await started()
  const socket = new WebSocket(`${weft.syncUrl}/quiet`)
  await once(socket, 'open')
  const mute = connect(weft.port, '127.0.0.1')
  mute.write(
    'GET /sync/quiet HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n',
  )
  await once(mute, 'data')
  const closed = once(socket, 'close')
  expect(await weft.stop()).toBe(0)
  expect((await closed)[0]).toBe(4503)
  mute.destroy()
})

test('[L2] [C1] a damaged document is refused with 4500, and the others are served', async () => {
  const weft = await started()
  const [broken, whole] = [await weft.newDocument(), await weft.newDocument()]
  for (const id of [broken, whole]) {
    const client = new StockClient(weft.syncUrl, id)
    await client.synced()
    client.text.insert(0, 'precious words')
    const other = new StockClient(weft.syncUrl, id)
    await other.sees((page) => page === 'precious words')
    for (const one of [client, other]) one.leave()
  }
  await weft.stop()
  const db = new ClassicLevel<string, Uint8Array>(join(weft.folder, 'documents'), { valueEncoding: 'view' })
  const name = `doc/${broken}`
  for await (const [key, value] of db.iterator()) {
    if (!key.includes(name) || key.startsWith('head!')) continue
    const flipped = Uint8Array.from(value)
    flipped[flipped.length - 3]! ^= 1
    await db.put(key, flipped)
  }
  await db.close()
  await weft.start()
  const socket = new WebSocket(`${weft.syncUrl}/${broken}`)
  const [code] = (await once(socket, 'close')) as [number]
  expect(code).toBe(4500)
  const reader = new StockClient(weft.syncUrl, whole)
  await reader.synced()
  expect(reader.page).toBe('precious words')
  reader.leave()
  expect(weft.output).toContain('the checksum of')
  expect(weft.output).not.toContain(broken)
})

test('it tells machines that it lives, that it is ready, and what it counted; and logs no word of a document', async () => {
  const weft = await started({ LOG_LEVEL: 'debug' })
  const id = await weft.newDocument()
  const ann = new StockClient(weft.syncUrl, id)
  ann.provider.awareness.setLocalStateField('user', { name: SECRET })
  ann.text.insert(0, SECRET)
  const bob = new StockClient(weft.syncUrl, id)
  await bob.sees((page) => page === SECRET)
  expect(await (await fetch(`${weft.url}/healthz`)).json()).toEqual({ status: 'alive' })
  expect(await (await fetch(`${weft.url}/readyz`)).json()).toMatchObject({
    status: 'ready',
    version: '0.1.0',
  })
  const metrics = await (await fetch(`${weft.url}/metrics`)).text()
  expect(metrics).toMatch(/^weft_connections 2$/m)
  expect(metrics).toMatch(/^weft_rooms 1$/m)
  expect(metrics).toMatch(/^weft_sync_seconds_count [1-9]/m)
  const api = (await (await fetch(`${weft.url}/api/openapi.json`)).json()) as { paths: object }
  expect(Object.keys(api.paths)).toContain('/api/documents')
  ann.leave()
  bob.leave()
  await weft.stop()
  const lines = weft.output.trim().split('\n')
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
    'listening',
    'make the first administrator with this link, which works once',
    'closing',
    'closed',
  ])
  expect(weft.output).not.toContain(SECRET)
  expect(weft.output).not.toContain(id)
})
