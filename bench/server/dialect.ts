/** What a server said, as far as a generator listens. */
export interface Heard {
  readonly kind: 'step1' | 'step2' | 'update' | 'awareness' | 'welcome' | 'other'
  readonly bytes: Uint8Array
}

/** How one kind of server is spoken to. */
export interface Dialect {
  /** Where a room is. */
  path(room: string): string
  /** What has to be said before anything else; null for nothing. The server answers with a welcome. */
  greet(room: string): Uint8Array | null
  /** A message of y-websocket's, as this server wants it. */
  say(room: string, message: Uint8Array): Uint8Array
  hear(room: string, message: Buffer): Heard
}

/** What `@y/websocket-server`, Weft and all that talk to stock providers speak, with their rooms below a path. */
export const yWebsocketDialect = (prefix: string): Dialect => ({
  path: (room) => `${prefix}/${room}`,
  greet: () => null,
  say: (_room, message) => message,
  hear: (_room, message) => heard(message, 0),
})

const AUTH = 2
const SYNC_REPLY = 4
const TOKEN = 0
const WELCOME = 2

/** What Hocuspocus speaks: the name of the document before each message, and a token first. */
export const hocuspocusDialect: Dialect = {
  path: () => '/',
  greet: (room) => named(room, Uint8Array.of(AUTH, TOKEN, ...text('none'))),
  say: named,
  hear: (room, message) => heard(message, text(room).length),
}

const STEPS = ['step1', 'step2', 'update'] as const

function heard(message: Buffer, from: number): Heard {
  const type = message[from]
  const isSync = type === 0 || type === SYNC_REPLY
  if (isSync) {
    const bytes = lengthPrefixed(message, from + 2)
    return { kind: STEPS[message[from + 1] ?? 3] ?? 'other', bytes }
  }
  if (type === 1) return { kind: 'awareness', bytes: lengthPrefixed(message, from + 1) }
  if (type === AUTH && message[from + 1] === WELCOME)
    return { kind: 'welcome', bytes: message.subarray(from) }
  return { kind: 'other', bytes: message.subarray(from) }
}

/** The bytes behind a varUint that says how many they are. */
function lengthPrefixed(bytes: Buffer, from: number): Uint8Array {
  let length = 0
  let at = from
  for (let factor = 1; ; factor *= 128) {
    const byte = bytes[at++] ?? 0
    length += (byte & 127) * factor
    if (byte < 128) return bytes.subarray(at, at + length)
  }
}

const text = (words: string): Uint8Array => {
  if (words.length > 127) throw new Error('a name of more than 127 letters')
  return Uint8Array.of(words.length, ...Buffer.from(words, 'latin1'))
}

function named(room: string, message: Uint8Array): Uint8Array {
  const name = text(room)
  const whole = new Uint8Array(name.length + message.length)
  whole.set(name)
  whole.set(message, name.length)
  return whole
}
