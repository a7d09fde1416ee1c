import type { WebSocket, WebSocketServer } from 'ws'

const BEAT_MS = 1000
/** After so many beats of silence a socket is asked. Stock clients say every 15 to 18 s that they are there, and never are. */
const ASKED_AFTER = 20
/** After so many it is gone: whose network died is found within 30 s (PROTOCOL.md, P7). */
const GONE_AFTER = 29

/** Whether the far ends of sockets live. */
export interface Heartbeat {
  /** Tells that this far end has shown a sign of life. */
  isAlive(socket: WebSocket): void
  stop(): void
}

/**
 * Pings every socket from which nothing has come for long. One that shows no sign of life then, neither an answer nor
 * anything else, is gone, though its network never said so. Time is counted in beats: while the server itself stood still,
 * nobody was silent.
 */
export function startHeartbeat(server: WebSocketServer): Heartbeat {
  const heard = new WeakMap<WebSocket, number>()
  let beats = 0
  const isAlive = (socket: WebSocket): void => void heard.set(socket, beats)
  // One for all sockets: five thousand that only wait are to cost little.
  function hear(this: WebSocket): void {
    isAlive(this)
  }
  server.on('connection', (socket: WebSocket) => {
    isAlive(socket)
    socket.on('pong', hear)
    socket.on('message', hear)
  })
  const look = (socket: WebSocket): void => {
    const silent = beats - (heard.get(socket) ?? 0)
    if (silent >= GONE_AFTER) socket.terminate()
    else if (silent === ASKED_AFTER) socket.ping()
  }
  const timer = setInterval(() => {
    beats++
    server.clients.forEach(look)
  }, BEAT_MS)
  return { isAlive, stop: () => clearInterval(timer) }
}
