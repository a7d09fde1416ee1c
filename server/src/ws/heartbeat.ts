import type { IncomingMessage } from 'node:http'
import type { WebSocket, WebSocketServer } from 'ws'

const BEAT_MS = 10_000

/** What shows that the far end of a socket lives. */
interface Pulse {
  request: IncomingMessage
  answered: boolean
  received: number
  queued: number
}

/**
 * Pings every socket. One that since the last beat has not answered, not sent a byte and not taken one is gone,
 * though its network never said so. (A ping waits behind a large document, and so does its answer.)
 */
export function startHeartbeat(server: WebSocketServer): () => void {
  const pulses = new WeakMap<WebSocket, Pulse>()
  server.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    const pulse = { request, answered: true, received: 0, queued: 0 }
    pulses.set(socket, pulse)
    socket.on('pong', () => (pulse.answered = true))
  })
  const beat = (socket: WebSocket): void => {
    const pulse = pulses.get(socket)!
    const received = pulse.request.socket.bytesRead
    const queued = socket.bufferedAmount
    const alive = pulse.answered || received > pulse.received || queued < pulse.queued
    if (!alive) return socket.terminate()
    Object.assign(pulse, { answered: false, received, queued })
    socket.ping()
  }
  const timer = setInterval(() => server.clients.forEach(beat), BEAT_MS)
  return () => clearInterval(timer)
}
