import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Worker } from 'node:worker_threads'
import { CONTENT } from '@weft/shared/model/read'
import { encodeStep1, encodeStep2, SAVED } from '@weft/shared/wire'
import * as Y from 'yjs'
import { Journal } from '../core/journal.ts'
import { Rooms } from '../core/rooms.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'
import { serveSync, type SyncOptions } from '../ws/serveSync.ts'
import type { Part } from './visitor.ts'

/** As long as a page of a hundred sheets. */
const LETTERS = 200_000
/** In the store nobody's page has a name like this. */
const NOBODYS = 'rehearsal'
const NOTHING_KNOWN = Uint8Array.of(0)
/** Nobody waits for a rehearsal that goes wrong. */
const LONGEST_MS = 2000

/**
 * Serves one visitor of its own, over a real socket, before anybody is let in: they open a long page and write a letter. What a
 * process does for the first time takes it several times as long, and whoever comes first need not wait for that. Nothing is
 * stored or counted. Never rejects (docs/adr/0030).
 * @param settings of the server whose code it runs.
 */
export async function rehearse(
  parts: { store: Store; clock: Clock },
  settings: Omit<SyncOptions, 'rooms' | 'access' | 'meter'>,
): Promise<void> {
  const server = createServer()
  const meter = { count() {}, set() {}, observe() {} }
  const { log } = settings
  const access = { enter: () => Promise.resolve('noSuchDocument' as const) }
  const chronicle = { introduced() {}, titled() {} }
  const { page, letter } = script()
  const stage = { ...parts, store: props(parts.store, page), log, meter, chronicle, compactBytes: Infinity }
  const rooms = new Rooms({ ...stage, journal: new Journal(stage) })
  const sync = serveSync(server, { ...settings, rooms, access, meter, openRooms: true })
  try {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    await visit((server.address() as AddressInfo).port, letter)
  } catch (error) {
    log.warn('the server could not rehearse: who comes first waits some milliseconds longer', { error })
  } finally {
    sync.stop()
    server.close()
  }
}

function script(): { page: Uint8Array; letter: Uint8Array } {
  const doc = new Y.Doc()
  const text = doc.getText(CONTENT)
  text.insert(0, 'Weft '.repeat(LETTERS / 5))
  const page = Y.encodeStateAsUpdate(doc)
  const before = Y.encodeStateVector(doc)
  text.insert(LETTERS, '.')
  return { page, letter: Y.encodeStateAsUpdate(doc, before) }
}

/** A store that has this page under each name. The real one is asked all the same. */
function props(real: Store, page: Uint8Array): Pick<Store, 'load' | 'append' | 'sync' | 'compact'> {
  const snapshot = { update: page, stateVector: Y.encodeStateVectorFromUpdate(page) }
  return {
    async load() {
      await real.load(NOBODYS)
      return { snapshot, tail: [], position: 1 }
    },
    append: (entries) => Promise.resolve(entries.map((_, i) => i + 2)),
    sync: () => Promise.resolve(),
    compact: () => Promise.resolve(),
  }
}

/** Asks for the page, as somebody who wrote a letter before they came, and leaves when that is called saved. Rejects when it never is. */
async function visit(port: number, letter: Uint8Array): Promise<void> {
  const part: Part = {
    address: `ws://127.0.0.1:${port}/sync/${NOBODYS}?weft=1`,
    says: [encodeStep1(NOTHING_KNOWN), encodeStep2(letter)],
    until: SAVED,
  }
  const visitor = new Worker(new URL('./visitor.ts', import.meta.url), { workerData: part })
  // One that comes when the time is up would end the process; those before it reach whoever waits below.
  visitor.on('error', () => {})
  try {
    const [code] = (await once(visitor, 'exit', { signal: AbortSignal.timeout(LONGEST_MS) })) as [number]
    if (code !== 0) throw new Error('the visitor was sent away')
  } finally {
    await visitor.terminate()
  }
}
