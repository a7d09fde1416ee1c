import type { WebSocket, WebSocketServer } from 'ws'

const BEAT_MS = 10_000
/** The first of them only begins the wait; the question goes out with the second. */
const MISSED_BEATS = 2

/** Whether the far ends of sockets live. */
export interface Heartbeat {
  /** Tells that this far end has shown a sign of life. */
  isAlive(socket: WebSocket): void
  stop(): void
}

/**
 * Pings every socket from which nothing came for a beat. One that shows no sign of life before the next, neither an
 * answer nor anything else, is gone, though its network never said so.
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
    // Whoever was heard since the last beat needs no question: stock clients say every 15 s that they are there.
    if (beats > 0) socket.ping()
  }
  const timer = setInterval(() => server.clients.forEach(beat), BEAT_MS)
  return { isAlive, stop: () => clearInterval(timer) }
}
