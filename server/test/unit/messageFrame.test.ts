import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import * as ws from 'ws'
import { LONGEST_FRAMED, messageFrame } from '../../src/ws/messageFrame.ts'

interface SlowSender {
  send(message: Uint8Array, options: object): void
}
const { Sender } = ws as unknown as { Sender: new (socket: PassThrough) => SlowSender }

/** What `ws` writes for a message. */
async function slowly(message: Uint8Array): Promise<Buffer> {
  const socket = new PassThrough({ highWaterMark: 2 ** 20 })
  new Sender(socket).send(message, { fin: true, binary: true, compress: false, mask: false })
  socket.end()
  const parts: Buffer[] = []
  socket.on('data', (part: Buffer) => parts.push(part))
  await once(socket, 'end')
  return Buffer.concat(parts)
}

test('a message is framed as ws frames it, whatever its length', async () => {
  for (const length of [0, 1, 2, 124, 125, 126, 127, 128, 255, 256, 4096, 65_534, LONGEST_FRAMED]) {
    const message = Uint8Array.from({ length }, (_, at) => at * 7)
    expect(messageFrame(message).equals(await slowly(message)), `${length} bytes`).toBe(true)
  }
})

test('a message for many is framed once, and the next one is another', () => {
  const [one, other] = [Uint8Array.of(1, 2), Uint8Array.of(1, 3)]
  const frame = messageFrame(one)
  expect(messageFrame(one)).toBe(frame)
  expect(messageFrame(other).at(-1)).toBe(3)
  expect(messageFrame(one).equals(frame)).toBe(true)
})
