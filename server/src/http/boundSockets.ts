import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { networkOf } from '../core/network.ts'

/** So many sockets more than connections to documents: pages are asked for over others, and who is refused is told so. */
const BESIDE = 1000

interface Bounds {
  connections: number
  connectionsPerAddress: number
  /** Then all sockets come from there, and only their sum is limited. */
  trustProxy: boolean
}

/**
 * Ends at once what is one socket too many, from one network or in all, whatever is said on it (PROTOCOL.md, C4): each
 * takes a file of the process, and a server that may open no more files can store nothing.
 */
export function boundSockets(
  server: Server,
  { connections, connectionsPerAddress, trustProxy }: Bounds,
): void {
  server.maxConnections = connections + BESIDE
  if (trustProxy) return
  const most = connectionsPerAddress + BESIDE
  const open = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const network = networkOf(socket.remoteAddress ?? 'unknown')
    const here = (open.get(network) ?? 0) + 1
    open.set(network, here)
    socket.once('close', () => {
      const left = open.get(network)! - 1
      if (left > 0) open.set(network, left)
      else open.delete(network)
    })
    if (here > most) socket.destroy()
  })
}
