import { setTimeout } from 'node:timers/promises'
import { encodeUpdate } from '@weft/shared/wire'
import * as Y from 'yjs'
import { atMost, inRounds, keepers, ofPeer, type Row } from './comparison.ts'
import type { Figures, Part } from './part.ts'
import type { ServerProcess } from './serverProcess.ts'
import { TEXT } from './typist.ts'
import { type Luggage, Visitor } from './visitor.ts'

const LETTERS = 5000
/** Long enough for every server to have stored what it stores late. */
const STORED_MS = 3000

const rowsOf = (rooms: number): Row[] => [
  {
    words: `${rooms} ${rooms === 1 ? 'room' : 'rooms'}, all synced, ms`,
    figure: `ms${rooms}`,
    better: 'less',
    targets: [ofPeer(0.7)],
  },
  { words: 'CPU, ms', figure: `cpu${rooms}`, better: 'less' },
  { words: 'sent by all together, kB', figure: `upload${rooms}`, better: 'less', targets: [atMost(10)] },
]

export const comeBack: Part = inRounds({
  name: 'comeBack',
  title: 'Five hundred people who return at once after the server was killed',
  about:
    'Documents of 5,000 letters that everybody has; the time is from the first who connects to the last who is in sync.',
  contestants: keepers,
  rounds: 3,
  rows: (quick) => [...(quick ? [] : rowsOf(1)), ...rowsOf(100)],
  async measure(server, quick) {
    if (quick) return measureReturn(server, 200, 100)
    return { ...(await measureReturn(server, 500, 1)), ...(await measureReturn(server, 500, 100)) }
  },
})

async function measureReturn(server: ServerProcess, people: number, rooms: number): Promise<Figures> {
  const documents = Array.from({ length: rooms }, (_, room) => documentOf(LETTERS, room))
  const nameOf = (room: number): string => `return${rooms}-${room}`
  for (const [room, { update }] of documents.entries()) {
    const author = await Visitor.come(server, nameOf(room))
    await author.synced
    author.say(encodeUpdate(update))
    author.leave()
  }
  await setTimeout(STORED_MS)
  await server.end('SIGKILL')
  await server.start()
  const cpuBefore = server.cpuSeconds()
  const start = performance.now()
  const visitors = await Promise.all(
    Array.from({ length: people }, async (_, person) => {
      const room = person % rooms
      const visitor = await Visitor.come(server, nameOf(room), undefined, documents[room]!.luggage)
      await visitor.synced
      return visitor
    }),
  )
  const ms = performance.now() - start
  await setTimeout(500)
  const cpu = (server.cpuSeconds() - cpuBefore) * 1000
  const upload = visitors.reduce((sum, { uploadedBytes }) => sum + uploadedBytes, 0) / 1024
  for (const visitor of visitors) visitor.leave()
  return { [`ms${rooms}`]: ms, [`cpu${rooms}`]: cpu, [`upload${rooms}`]: upload }
}

/** A document as bytes, and as luggage for people who have all of it. */
function documentOf(letters: number, seed: number): { update: Uint8Array; luggage: Luggage } {
  const doc = new Y.Doc()
  for (let at = 0; at < letters; at++)
    doc.getText(TEXT).insert(at, String.fromCharCode(97 + ((at * seed) % 26)))
  const answers = new Map<string, Uint8Array>()
  const missingFrom = (stateVector: Uint8Array): Uint8Array => {
    const key = stateVector.join()
    const answer = answers.get(key) ?? Y.encodeStateAsUpdate(doc, stateVector)
    answers.set(key, answer)
    return answer
  }
  const luggage = { stateVector: Y.encodeStateVector(doc), missingFrom }
  return { update: Y.encodeStateAsUpdate(doc), luggage }
}
