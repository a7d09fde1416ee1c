import { once } from 'node:events'
import { EVENT } from '@weft/shared/wire'
import * as decoding from 'lib0/decoding'
import type { WebSocket } from 'ws'
import type { ServerEvent } from '@weft/shared/events'
import type { Role } from '@weft/shared/roles'

/** What a new connection comes to: the role it is given, or the code it is closed with. */
export async function reception(socket: WebSocket): Promise<Role | number> {
  const closed = once(socket, 'close').then(([code]) => code as number)
  const told = standing(socket)
  return Promise.race([closed, told])
}

/** The next role that the server tells of. */
export function standing(socket: WebSocket): Promise<Role> {
  return new Promise((resolve) => {
    const listen = (frame: Buffer): void => {
      const event = eventIn(frame)
      if (event?.type !== 'standing') return
      socket.off('message', listen)
      resolve(event.role)
    }
    socket.on('message', listen)
  })
}

/** The event in a frame; null for all other frames. */
function eventIn(frame: Uint8Array): ServerEvent | null {
  const decoder = decoding.createDecoder(frame)
  if (decoding.readVarUint(decoder) !== EVENT) return null
  return JSON.parse(decoding.readVarString(decoder)) as ServerEvent
}
