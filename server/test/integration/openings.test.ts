import { once } from 'node:events'
import { encodeStep1, encodeUpdate } from '@weft/shared/wire'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { countOf, handlesOf, heapOf, INSPECTED } from './serverMemory.ts'
import { WeftProcess } from './weftProcess.ts'

const OPENINGS = Number(process.env.OPENINGS ?? 4000)
const AT_ONCE = 20
/** Documents that people come back to; every other opening is of one that nobody opened before. */
const OFTEN = 50

/** Opens a room, writes a word into it, waits until it is on disk, and leaves. */
async function visit(weft: WeftProcess, room: string): Promise<void> {
  const socket = new WebSocket(`${weft.syncUrl}/${room}?weft=1`)
  const saved = new Promise<void>((resolve) => {
    socket.on('message', (frame: Buffer) => frame[0] === 100 && resolve())
  })
  await once(socket, 'open')
  const doc = new Y.Doc()
  doc.getText('text').insert(0, 'a word ')
  socket.send(encodeStep1(Uint8Array.of(0)))
  socket.send(encodeUpdate(Y.encodeStateAsUpdate(doc)))
  await saved
  socket.close()
  await once(socket, 'close')
}

test(`after ${OPENINGS} times open, edit, close the heap is flat and no file is left open`, async () => {
  const weft = await WeftProcess.start({ ...INSPECTED, MAX_OPENS_PER_SECOND: '1000000' })
  let number = 0
  const visits = async (until: number): Promise<{ heap: number; handles: number }> => {
    const visitor = async (): Promise<void> => {
      while (number < until) {
        const room = number++ % 2 === 0 ? `often-${number % OFTEN}` : `once-${number}`
        await visit(weft, room)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, visitor))
    while ((await countOf(weft, 'rooms')) > 0);
    return { heap: await heapOf(weft), handles: handlesOf(weft) }
  }
  try {
    const early = await visits(OPENINGS / 4)
    const late = await visits(OPENINGS)
    const growth = late.heap / early.heap - 1
    console.log(
      `${OPENINGS} openings: heap ${(early.heap / 2 ** 20).toFixed(1)} MB after a quarter,` +
        ` ${(late.heap / 2 ** 20).toFixed(1)} MB after all (${(growth * 100).toFixed(1)} %);` +
        ` handles ${early.handles}, ${late.handles}`,
    )
    expect(growth).toBeLessThan(0.05)
    expect(late.handles - early.handles).toBeLessThan(8)
  } finally {
    await weft.remove()
  }
}, 3_600_000)
