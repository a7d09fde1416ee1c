import { randomBytes } from 'node:crypto'
import type { WebSocket } from 'ws'

/** A connection that is asked and shows no sign of life for this long is a dead one. */
const DEAD_AFTER_MS = 500

/**
 * Asks the far end whether it lives, by a ping of its own: the answer comes behind everything that was sent before it.
 * A far end from which nothing comes is cut off, and comes back by itself if it lived after all.
 */
export function probe(socket: WebSocket, answered: () => void): void {
  const question = randomBytes(8)
  let isOver = false
  // What has arrived while this process was busy is read before it is judged, and who is not read from is not judged.
  const judge = (): void =>
    void setImmediate(() => {
      if (isOver) return
      if (socket.isPaused) timer.refresh()
      else socket.terminate()
    })
  const timer = setTimeout(judge, DEAD_AFTER_MS).unref()
  const hear = (): void => void timer.refresh()
  const listen = (answer: Buffer): void => {
    if (!answer.equals(question)) return hear()
    end()
    answered()
  }
  const end = (): void => {
    isOver = true
    clearTimeout(timer)
    socket.off('message', hear)
    socket.off('pong', listen)
    socket.off('close', end)
  }
  socket.on('message', hear)
  socket.on('pong', listen)
  socket.on('close', end)
  socket.ping(question)
}
