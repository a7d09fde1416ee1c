const CONTINUATION = 0
const TEXT = 1
const BINARY = 2
const CLOSE = 8
const PING = 9

export const opcodes = { CONTINUATION, TEXT, BINARY, CLOSE, PING }

/** How a frame of RFC 6455 differs from an ordinary binary one. */
export interface FrameShape {
  opcode?: number
  fin?: boolean
  /** The three reserved bits; the first says «compressed». */
  reserved?: number
  masked?: boolean
  /** The length that the header claims, where it is not the true one. */
  claims?: bigint
}

/** The bytes of one WebSocket frame as a client sends it, by hand: also frames that no client sends. */
export function webSocketFrame(payload: Uint8Array, shape: FrameShape = {}): Buffer {
  const { opcode = BINARY, fin = true, reserved = 0, masked = true, claims } = shape
  const length = claims ?? BigInt(payload.length)
  const first = (fin ? 0x80 : 0) | (reserved << 4) | opcode
  const mask = masked ? 0x80 : 0
  const header =
    length < 126n
      ? Buffer.from([first, mask | Number(length)])
      : length < 65_536n
        ? Buffer.from([first, mask | 126, Number(length >> 8n), Number(length & 255n)])
        : Buffer.concat([Buffer.from([first, mask | 127]), bigEndian(length)])
  // A key of zeros leaves the bytes as they are.
  return Buffer.concat([header, Buffer.alloc(masked ? 4 : 0), payload])
}

function bigEndian(number: bigint): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(number)
  return bytes
}

/** The request that opens a WebSocket, as its bytes. */
export function upgradeRequest(path: string, headers: Record<string, string> = {}): string {
  const all = {
    Host: 'localhost',
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    'Sec-WebSocket-Version': '13',
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return `GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`
}
