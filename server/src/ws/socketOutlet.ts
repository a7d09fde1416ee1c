import { closeCodes } from '@weft/shared/closeCodes'
import type { WebSocket } from 'ws'
import type { Outlet } from '../core/connection.ts'

/** What may wait for one slow reader before it is cut off and has to sync afresh. */
const MAX_QUEUED_BYTES = 8 * 1024 * 1024

/** Sends a connection's frames over a WebSocket; a reader that does not keep up is closed with 4508. */
export function socketOutlet(socket: WebSocket): Outlet {
  const close: Outlet['close'] = (reason) => {
    socket.close(closeCodes[reason], reason)
    // What is queued for somebody who does not read would be kept until the close times out.
    if (reason === 'tooSlow') socket.terminate()
  }
  return {
    close,
    send(frame) {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > MAX_QUEUED_BYTES) return close('tooSlow')
      socket.send(frame)
    },
  }
}
