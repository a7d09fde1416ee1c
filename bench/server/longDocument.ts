import { setTimeout } from 'node:timers/promises'
import * as Y from 'yjs'
import { until } from '../until.ts'
import type { History } from './history.ts'
import type { ServerProcess } from './serverProcess.ts'
import { TEXT } from './typist.ts'
import { Visitor } from './visitor.ts'

/** After so many keystrokes the writer waits until a reader has all their letters. */
const AT_ONCE = 2000
/** A server that asks for its core less than this, in per cent, has stored what it wanted to. */
const AT_REST_PERCENT = 3

/** Writes a history into a room, keystroke by keystroke, leaves, and waits until the server is at rest. */
export async function writeHistory(
  server: ServerProcess,
  room: string,
  { keystrokes }: History,
): Promise<void> {
  let arrived = 0
  const reader = await Visitor.come(server, room, (coming) => {
    coming.onHeard = ({ kind, bytes }) => {
      if (kind === 'update') for (const { length } of Y.decodeUpdate(bytes).structs) arrived += length
    }
  })
  const writer = await Visitor.come(server, room)
  await Promise.all([reader.synced, writer.synced])
  let sent = 0
  for (let at = 0; at < keystrokes.length; at += AT_ONCE) {
    const some = keystrokes.slice(at, at + AT_ONCE)
    writer.say(...some.map(({ message }) => message))
    sent = some.reduce((sum, { letters }) => sum + letters, sent)
    if (!(await until(() => arrived >= sent, { every: 1, within: 60_000 })))
      throw new Error('letters are lost')
  }
  await comesToRest(server)
  writer.leave()
  reader.leave()
  await comesToRest(server)
}

/** Opens a room and returns after how many ms what had arrived made the whole text. */
export async function openWhole(server: ServerProcess, room: string, text: string): Promise<number> {
  const arrived: { bytes: Uint8Array; at: number }[] = []
  const start = performance.now()
  const visitor = await Visitor.come(server, room, (coming) => {
    coming.onHeard = ({ kind, bytes }) => {
      if (kind === 'update' || kind === 'step2')
        arrived.push({ bytes: Buffer.from(bytes), at: performance.now() })
    }
  })
  await visitor.synced
  // Reading is the client's cost, and comes after the last byte has been timed.
  await setTimeout(50)
  const doc = new Y.Doc()
  let read = 0
  const isWhole = (): boolean => {
    while (read < arrived.length) {
      Y.applyUpdate(doc, arrived[read++]!.bytes)
      if (doc.getText(TEXT).toJSON() === text) return true
    }
    return false
  }
  const isThere = await until(isWhole, { every: 50, within: 60_000 })
  visitor.leave()
  if (!isThere) throw new Error(`${server.contestant.name} lost letters of a long document`)
  return arrived[read - 1]!.at - start
}

async function comesToRest(server: ServerProcess): Promise<void> {
  const isAtRest = async (): Promise<boolean> => {
    const before = server.cpuSeconds()
    await setTimeout(1000)
    return (server.cpuSeconds() - before) * 100 <= AT_REST_PERCENT
  }
  // Hocuspocus stores two seconds after the last edit, and rests until then.
  await setTimeout(2500)
  if (!(await until(isAtRest, { within: 120_000 }))) throw new Error('the server does not come to rest')
}
