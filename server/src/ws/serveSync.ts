import { createHash } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { closeCodes, type CloseReason } from '@weft/shared/closeCodes'
import { credentialsOf } from '../directory/credentials.ts'
import { type RawData, type ServerOptions, type WebSocket, WebSocketServer } from 'ws'
import { Connection } from '../core/connection.ts'
import { isOwnOrigin } from '../core/origin.ts'
import type { Lease, Rooms } from '../core/rooms.ts'
import type { Access, Standing, Stay } from '../ports/access.ts'
import type { Log } from '../ports/log.ts'
import type { Meter } from '../ports/meter.ts'
import { DamagedDocument } from '../ports/store.ts'
import { networkOf } from '../core/network.ts'
import { Addresses, addressOf } from './addresses.ts'
import { Backlog } from './backlog.ts'
import { type Heartbeat, startHeartbeat } from './heartbeat.ts'
import { Occupancy } from './occupancy.ts'
import { onBehalfOf } from './onBehalf.ts'
import { socketOutlet } from './socketOutlet.ts'
import { type Wanted, wantedOf } from './wanted.ts'

export interface SyncOptions {
  rooms: Rooms
  access: Access
  log: Log
  meter: Meter
  openRooms: boolean
  publicUrl: string | undefined
  trustProxy: boolean
  maxMessageBytes: number
  maxConnections: number
  maxConnectionsPerAddress: number
  maxConnectionsPerPerson: number
  maxOpensPerSecond: number
  maxShare: number
  maxWaitingBytes: number
}

/** In an open room everybody may write, and nobody is anybody. */
const EVERYBODYS: Standing = { role: 'editor', person: null }

/** A document, or an open room, that somebody was let into. */
interface Entrance {
  lease: Lease
  /** How they stay in a document; in an open room there is nothing to follow. */
  stay: Stay | null
  leave: () => void
}

/** What somebody who comes in is counted for. */
interface Counted {
  out: () => void
  /** Lets go of the document, unless a connection has it, which may still have to write what it was sent. */
  leave: () => void
}

export interface Syncing {
  /** Takes no more connections, and ends the pings. */
  stop(): void
  /** How many there are. */
  connections(): number
}

/** What the connections of one server share. */
interface Common {
  options: SyncOptions
  heartbeat: Heartbeat
  addresses: Addresses
  backlog: Backlog
}

/**
 * Answers `/sync/<name>` on an HTTP server: checks and loads first, and upgrades when the document is there, so that
 * nothing of a client is ever buffered before.
 */
export function serveSync(server: Server, options: SyncOptions): Syncing {
  // The types do not know `closeTimeout` yet: how long a client may take to answer a close.
  const socketOptions: ServerOptions & { closeTimeout: number } = {
    noServer: true,
    clientTracking: true,
    perMessageDeflate: false,
    // A message over the limit is answered with 4413; what is twice as long is not even gathered.
    maxPayload: 2 * options.maxMessageBytes,
    closeTimeout: 2000,
  }
  const sockets = new WebSocketServer(socketOptions)
  const refusals = new WebSocketServer({ ...socketOptions, maxPayload: 1024 })
  const limits = {
    perAddress: options.maxConnectionsPerAddress,
    inAll: options.maxConnections,
    opensPerSecond: options.maxOpensPerSecond,
  }
  const addresses = new Addresses(limits, () => performance.now())
  const people = new Occupancy(options.maxConnectionsPerPerson)
  const heartbeat = startHeartbeat(sockets)
  const common = { options, heartbeat, addresses, backlog: new Backlog(options.maxWaitingBytes) }
  let closing = false

  // Not within `upgrade`: what listens as long as a connection lives would hold all of its request in memory.
  const leaveAtEnd = (raw: Duplex, counted: Counted): void =>
    void raw.once('close', () => {
      counted.out()
      counted.leave()
      options.meter.set('connections', addresses.total)
    })

  const upgrade = async (request: IncomingMessage, raw: Duplex, head: Buffer): Promise<void> => {
    // A socket without this listener takes the whole process with it when its peer breaks the protocol.
    raw.on('error', destroy)
    const accept = (then: (socket: WebSocket) => void): void => {
      // The answer and what it is followed by leave in one write: when all come back at once, writes are a fifth of it.
      raw.cork()
      sockets.handleUpgrade(request, raw, head, (socket) => {
        socket.on('error', ignore)
        sockets.emit('connection', socket, request)
        then(socket)
      })
      raw.uncork()
    }
    // Whoever is refused is counted by no limit, and must not be able to send anything large either.
    const refuse = (reason: CloseReason): void =>
      refusals.handleUpgrade(request, raw, head, (socket) => {
        socket.on('error', ignore)
        socket.close(closeCodes[reason], reason)
      })

    const [path = '', query] = (request.url ?? '').split('?')
    const wanted = wantedOf(path, options.openRooms)
    if (closing) return refuse('unavailable')
    if (wanted === null) return refuse('noSuchDocument')
    const address = networkOf(addressOf(request, options.trustProxy))
    const dismiss = addresses.admit(address)
    if (dismiss === null) return refuse('tooMany')
    const parameters = new URLSearchParams(query)
    let entrance: Entrance | CloseReason
    try {
      entrance = await enter(options, wanted, request, parameters)
    } catch (error) {
      dismiss()
      options.log.error('a document could not be opened', { path: fingerprint(path), error })
      return refuse(error instanceof DamagedDocument ? 'damaged' : 'unavailable')
    }
    if (typeof entrance === 'string') {
      dismiss()
      return refuse(entrance)
    }
    const { lease, stay, leave } = entrance
    const person = typeof stay?.now === 'object' ? stay.now.person : null
    const dismissPerson = person === null ? () => {} : people.admit(person.id)
    const out = (): void => {
      dismissPerson?.()
      dismiss()
    }
    if (dismissPerson === null) {
      leave()
      out()
      return refuse('tooMany')
    }
    if (closing || raw.destroyed) {
      leave()
      out()
      return refuse('unavailable')
    }
    const counted: Counted = { out, leave }
    leaveAtEnd(raw, counted)
    accept((socket) => {
      counted.leave = () => {}
      connect({ socket, raw }, { lease, stay, leave }, common, {
        speaksWeft: parameters.get('weft') === '1',
        address,
      })
    })
    options.meter.count('connections_total')
    options.meter.set('connections', addresses.total)
  }

  server.on('upgrade', (request: IncomingMessage, raw: Duplex, head: Buffer) => {
    upgrade(request, raw, head).catch((error: unknown) => {
      options.log.error('an upgrade failed', { error })
      raw.destroy()
    })
  })

  return {
    stop() {
      closing = true
      heartbeat.stop()
    },
    connections: () => addresses.total,
  }
}

function destroy(this: Duplex): void {
  this.destroy()
}

/** A socket without a listener for errors takes the process with it; `ws` has closed it by then. */
function ignore(): void {}

function connect(
  { socket, raw }: { socket: WebSocket; raw: Duplex },
  { lease: { room }, stay, leave }: Entrance,
  { options, heartbeat, addresses, backlog }: Common,
  { speaksWeft, address }: { speaksWeft: boolean; address: string },
): void {
  socket.binaryType = 'nodebuffer'
  const standing = stay?.now ?? EVERYBODYS
  if (typeof standing === 'string') {
    socket.on('close', leave)
    return socket.close(closeCodes[standing], standing)
  }
  const outlet = {
    ...socketOutlet({ socket, raw }, backlog, () => heartbeat.isAlive(socket)),
    onBehalf: (act: () => void): void => onBehalf(act),
  }
  const { meter } = options
  const connection = new Connection(room, outlet, { standing, speaksWeft, signs: stay !== null, meter })
  stay?.follow(() => {
    if (typeof stay.now === 'string') connection.close(stay.now)
    else connection.become(stay.now)
  })
  const onBehalf = onBehalfOf(connection, {
    maxShare: options.maxShare,
    charge: (milliseconds) => addresses.charge(address, milliseconds),
    log: options.log,
  })
  socket.on('message', (data: RawData, isBinary: boolean) => {
    const frame = data as Buffer
    if (!isBinary) connection.close('malformed')
    else if (frame.length > options.maxMessageBytes) connection.close('tooLarge')
    else onBehalf(() => connection.receive(frame))
  })
  socket.on('close', () => connection.end(leave))
}

/**
 * Lets a request into what it wants, or says why not. A page from elsewhere may open no document, and is not told
 * whether there is one.
 */
async function enter(
  options: SyncOptions,
  { name, document }: Wanted,
  request: IncomingMessage,
  parameters: URLSearchParams,
): Promise<Entrance | CloseReason> {
  if (document === null) {
    const lease = await options.rooms.open(name, { orNew: true })
    return lease === null ? 'unavailable' : { lease, stay: null, leave: lease.release }
  }
  const { origin } = request.headers
  if (!isOwnOrigin(origin, ownAddress(request, options))) return 'noSuchDocument'
  const credentials = credentialsOf(request.headers, parameters, { fromOwnPage: origin !== undefined })
  const stay = await options.access.enter(credentials, document)
  if (typeof stay === 'string') return stay
  const lease = await options.rooms.open(name, { orNew: false }).catch((error: unknown) => {
    stay.leave()
    throw error
  })
  if (lease === null || typeof stay.now === 'string') {
    lease?.release()
    stay.leave()
    return 'noSuchDocument'
  }
  const leave = (): void => {
    stay.leave()
    lease.release()
  }
  return { lease, stay, leave }
}

/** Stands for an address in the log, where the address itself must not be: it lets people in. */
function fingerprint(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12)
}

function ownAddress(
  request: IncomingMessage,
  options: SyncOptions,
): { host: string | undefined; publicUrl: string | undefined } {
  const forwarded = options.trustProxy ? request.headers['x-forwarded-host'] : undefined
  return {
    host: forwarded === undefined ? request.headers.host : String(forwarded),
    publicUrl: options.publicUrl,
  }
}
