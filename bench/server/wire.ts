import { connect, type Socket } from 'node:net'

const TEXT = 1
const CLOSE = 8
const PING = 9
const PONG = 10
const LAST = 0x80
const NOTHING = Buffer.alloc(0)

/** What the sockets read into, one after the other: each is done with its bytes before the next reads. */
const arriving = Buffer.alloc(256 * 1024)

/**
 * The client's end of a WebSocket, as little as a generator needs that is not to be the limit itself: several
 * messages leave in one write, and the mask is zero, which is as good as any other on a cable of one's own.
 */
export class Wire {
  /** Is given a view of bytes that are others' afterwards: what is kept of it has to be copied. */
  onMessage: (message: Buffer) => void = () => {}
  onClose: (code: number) => void = () => {}
  readonly #socket: Socket
  readonly #opened = Promise.withResolvers<void>()
  #isOpen = false
  #rest: Buffer = NOTHING
  #parts: Buffer[] = []
  #closeCode = 1006

  private constructor(port: number) {
    const callback = (length: number): boolean => {
      this.#read(arriving.subarray(0, length))
      return true
    }
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true, onread: { buffer: arriving, callback } })
    this.#socket.on('error', (error) => this.#opened.reject(error))
    this.#socket.on('close', () => {
      this.#opened.reject(new Error('the server hung up'))
      this.onClose(this.#closeCode)
    })
  }

  /** Connects. Rejects when the server refuses. `meet` is given the wire before anything on it is read. */
  static async open(port: number, path: string, meet: (wire: Wire) => void): Promise<Wire> {
    const wire = new Wire(port)
    wire.#socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        'Sec-WebSocket-Key: d2VmdC1iZW5jaC1nZW5lcg==\r\nSec-WebSocket-Version: 13\r\n\r\n',
    )
    meet(wire)
    await wire.#opened.promise
    return wire
  }

  /** What went over the cable, both ways. */
  get bytes(): number {
    return this.#socket.bytesRead + this.#socket.bytesWritten
  }

  send(...messages: readonly Uint8Array[]): void {
    this.#socket.write(
      messages.length === 1
        ? framed(messages[0]!)
        : Buffer.concat(messages.map((message) => framed(message))),
    )
  }

  /** Hangs up. */
  close(): void {
    this.#socket.destroy()
  }

  #read(chunk: Buffer): void {
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    if (!this.#isOpen) bytes = this.#readAnswer(bytes)
    for (let frame = firstFrame(bytes); this.#isOpen && frame !== null; frame = firstFrame(bytes)) {
      bytes = bytes.subarray(frame.end)
      this.#take(frame)
    }
    this.#rest = bytes.length === 0 ? NOTHING : Buffer.from(bytes)
  }

  /** Reads what the server says of the upgrade; returns what is behind it. */
  #readAnswer(bytes: Buffer): Buffer {
    const end = bytes.indexOf('\r\n\r\n')
    if (end < 0) return bytes
    const [line = ''] = bytes.toString('latin1', 0, end).split('\r\n')
    if (line.includes(' 101')) {
      this.#isOpen = true
      this.#opened.resolve()
    } else {
      this.#opened.reject(new Error(`the server refuses: ${line}`))
      this.close()
    }
    return bytes.subarray(end + 4)
  }

  #take({ head, payload }: Frame): void {
    const kind = head & 15
    if (kind === PING) return void this.#socket.write(framed(payload, PONG))
    if (kind === PONG) return
    if (kind === CLOSE) {
      this.#closeCode = payload.length >= 2 ? payload.readUInt16BE(0) : 1005
      return this.close()
    }
    if (kind === TEXT) throw new Error('a text frame')
    const isLast = (head & LAST) !== 0
    if (isLast && this.#parts.length === 0) return this.onMessage(payload)
    this.#parts.push(Buffer.from(payload))
    if (!isLast) return
    const message = Buffer.concat(this.#parts)
    this.#parts = []
    this.onMessage(message)
  }
}

interface Frame {
  readonly head: number
  readonly payload: Buffer
  /** Where the next one begins. */
  readonly end: number
}

function firstFrame(bytes: Buffer): Frame | null {
  if (bytes.length < 2) return null
  const short = bytes[1]! & 127
  const begin = short < 126 ? 2 : short === 126 ? 4 : 10
  if (bytes.length < begin) return null
  const length =
    short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
  const end = begin + length
  return bytes.length < end ? null : { head: bytes[0]!, payload: bytes.subarray(begin, end), end }
}

function framed(message: Uint8Array, kind = 2): Buffer {
  const { length } = message
  const begin = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(begin + 4 + length)
  frame[0] = LAST | kind
  if (begin === 2) frame[1] = 128 | length
  else if (begin === 4) {
    frame[1] = 128 | 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 128 | 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.fill(0, begin, begin + 4)
  frame.set(message, begin + 4)
  return frame
}
