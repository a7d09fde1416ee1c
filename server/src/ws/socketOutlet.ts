import { closeCodes } from '@weft/shared/closeCodes'
import type { WebSocket } from 'ws'
import type { Outlet } from '../core/connection.ts'

/** What may wait for one slow reader, behind the frame that it is reading, before it has to sync afresh. */
const MAX_QUEUED_BYTES = 8 * 1024 * 1024

/** Sends a connection's frames over a WebSocket; a reader that does not keep up is closed with 4508. */
export function socketOutlet(socket: WebSocket): Outlet {
  /** The lengths of the frames that have not left, oldest first. One frame may be as large as a document. */
  const leaving: number[] = []
  let waiting = 0
  const close: Outlet['close'] = (reason) => socket.close(closeCodes[reason], reason)
  const left = (): void => {
    leaving.shift()
    waiting -= leaving[0] ?? 0
  }
  return {
    close,
    send(frame) {
      if (socket.readyState !== socket.OPEN) return
      if (leaving.length > 0) waiting += frame.length
      if (waiting > MAX_QUEUED_BYTES) return close('tooSlow')
      leaving.push(frame.length)
      socket.send(frame, left)
    },
  }
}
