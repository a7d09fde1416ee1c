import { workerData } from 'node:worker_threads'
import { WebSocket } from 'ws'

/** Where the visitor comes, what they say, and the kind of message on which they leave. */
export interface Part {
  address: string
  says: readonly Uint8Array[]
  until: number
}

// In a thread of its own: sockets of the other end are other objects, and a server whose code has seen both runs it slower ever after.
const { address, says, until } = workerData as Part
const socket = new WebSocket(address)
// Until they have heard what they came for they were sent away.
process.exitCode = 1
socket.on('open', () => {
  for (const message of says) socket.send(message)
})
socket.on('message', (message: Buffer) => {
  if (message[0] !== until) return
  process.exitCode = 0
  socket.terminate()
})
