import type { WebSocket, WebSocketServer } from 'ws'

const BEAT_MS = 10_000
/** A large document in the kernel's buffers can keep a ping and its answer waiting for longer than one beat. */
const MISSED_BEATS = 2

/** Whether the far ends of sockets live. */
export interface Heartbeat {
  /** Tells that this far end has shown a sign of life. */
  isAlive(socket: WebSocket): void
  stop(): void
}

/**
 * Pings every socket. One that showed no sign of life for two beats, neither an answer nor anything else, is gone,
 * though its network never said so.
 */
export function startHeartbeat(server: WebSocketServer): Heartbeat {
  const missed = new WeakMap<WebSocket, number>()
  const isAlive = (socket: WebSocket): void => void missed.set(socket, 0)
  // One for all sockets: five thousand that only wait are to cost little.
  function hear(this: WebSocket): void {
    isAlive(this)
  }
  server.on('connection', (socket: WebSocket) => {
    isAlive(socket)
    socket.on('pong', hear)
    socket.on('message', hear)
  })
  const beat = (socket: WebSocket): void => {
    const beats = missed.get(socket) ?? 0
    if (beats >= MISSED_BEATS) return socket.terminate()
    missed.set(socket, beats + 1)
    socket.ping()
  }
  const timer = setInterval(() => server.clients.forEach(beat), BEAT_MS)
  return { isAlive, stop: () => clearInterval(timer) }
}
