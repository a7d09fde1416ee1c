import type { WebSocket, WebSocketServer } from 'ws'

const BEAT_MS = 10_000

/** Pings every socket; one that did not answer by the next beat is gone, though its network never said so. */
export function startHeartbeat(server: WebSocketServer): () => void {
  const silent = new WeakSet<WebSocket>()
  server.on('connection', (socket: WebSocket) => socket.on('pong', () => silent.delete(socket)))
  const timer = setInterval(() => {
    for (const socket of server.clients) {
      if (silent.has(socket)) {
        socket.terminate()
      } else {
        silent.add(socket)
        socket.ping()
      }
    }
  }, BEAT_MS)
  return () => clearInterval(timer)
}
