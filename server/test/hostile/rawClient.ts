import { connect } from 'node:net'
import { opcodes, webSocketFrame } from './webSocketFrame.ts'

/** How the server ended a connection: by a close frame of this code, by an answer in HTTP, or without a word. */
export type Ending = number | 'http' | 'cut'

const CLOSE = webSocketFrame(Buffer.from([0x03, 0xe8]), { opcode: opcodes.CLOSE })
const QUIET_MS = 300
/** A server that does not end a connection that long after it was asked to has hung. */
const PATIENCE_MS = 20_000

/**
 * Sends these bytes over a socket of its own, all at once, and a close frame behind them; resolves with how the server
 * ended it. Rejects when it does not.
 */
export function send(port: number, bytes: Uint8Array): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let heard: Buffer = Buffer.alloc(0)
    const timer = setTimeout(() => {
      socket.destroy()
      reject(new Error(`a connection did not end: ${Buffer.from(bytes).toString('latin1', 0, 200)}`))
    }, PATIENCE_MS)
    socket.on('data', (data: Buffer) => {
      heard = data.length >= 256 ? data : Buffer.concat([heard, data]).subarray(-256)
    })
    // What broke the framing swallows the close frame too: then the socket's end has to do.
    socket.setTimeout(QUIET_MS, () => socket.end())
    socket.on('error', () => {})
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(endingOf(heard))
    })
    socket.write(bytes)
    socket.write(CLOSE)
  })
}

/** The last close frame in what was heard. */
function endingOf(heard: Buffer): Ending {
  for (let at = heard.length - 4; at >= 0; at--) {
    const [first = 0, length = 0] = heard.subarray(at)
    if (first === 0x88 && length >= 2 && at + 2 + length === heard.length) return heard.readUInt16BE(at + 2)
  }
  return heard.toString('latin1').startsWith('HTTP/1.1 4') ? 'http' : 'cut'
}
