import type { Duplex } from 'node:stream'
import { closeCodes } from '@weft/shared/closeCodes'
import type { WebSocket } from 'ws'
import type { Outlet } from '../core/connection.ts'
import { LONGEST_FRAMED, messageFrame } from './messageFrame.ts'

/** What may wait for one slow reader, behind the frame that it is reading, before it has to sync afresh. */
const MAX_QUEUED_BYTES = 8 * 1024 * 1024
/** Longer messages leave in parts, so that pings pass between them and their progress shows. */
const PART_BYTES = 64 * 1024

/**
 * Sends a connection's frames over a WebSocket; a reader that does not keep up is closed with 4508.
 * @param raw is the socket under it.
 * @param onTaken is called when the far end made room for more: it lives, however slowly it reads.
 */
export function socketOutlet(socket: WebSocket, raw: Duplex, onTaken: () => void): Outlet {
  /** What waits behind a long message that is leaving in parts. */
  const queue: Uint8Array[] = []
  let isLeaving = false
  let waiting = 0

  const close: Outlet['close'] = (reason) => socket.close(closeCodes[reason], reason)

  const sendParts = (frame: Uint8Array, from: number): void => {
    const to = Math.min(from + PART_BYTES, frame.length)
    const fin = to === frame.length
    let waited = false
    setImmediate(() => (waited = true))
    socket.send(frame.subarray(from, to), { binary: true, fin }, (error) => {
      if (error) return
      // What the kernel took at once says nothing about the far end; what had to wait for room does.
      if (waited) onTaken()
      if (!fin) return sendParts(frame, to)
      isLeaving = false
      sendNext()
    })
  }

  const sendNext = (): void => {
    while (!isLeaving && queue.length > 0) {
      const frame = queue.shift()!
      waiting -= frame.length
      sendNow(frame)
    }
  }

  const sendNow = (frame: Uint8Array): void => {
    if (frame.length <= LONGEST_FRAMED) return void raw.write(messageFrame(frame))
    isLeaving = true
    sendParts(frame, 0)
  }

  return {
    close,
    send(frame) {
      if (socket.readyState !== socket.OPEN) return
      // One message may be as long as a document: it is what is behind it that must not grow.
      if (waiting + socket.bufferedAmount > MAX_QUEUED_BYTES) return close('tooSlow')
      if (!isLeaving) return sendNow(frame)
      queue.push(frame)
      waiting += frame.length
    },
  }
}
