import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Dialect, hocuspocusDialect, yWebsocketDialect } from './dialect.ts'

/** A server that is measured: how it is started, and what it speaks. */
export interface Contestant {
  readonly name: string
  /** The program, from the folder of this package. */
  readonly program: string
  /** What it is told: the port to listen on and the folder to keep documents in. */
  settings(port: number, folder: string): Record<string, string>
  readonly dialect: Dialect
  /** Whether it keeps documents at all. */
  readonly keeps: boolean
}

const peer = (file: string): string => fileURLToPath(new URL(`../peers/${file}`, import.meta.url))

/** All checks, limits and promises as they are by default, but for how many may come from one address. */
export const weft: Contestant = {
  name: 'Weft',
  program: fileURLToPath(new URL('../../server/src/main.ts', import.meta.url)),
  settings: (port, folder) => ({
    PORT: String(port),
    DATA_DIR: folder,
    LOG_LEVEL: 'warn',
    OPEN_ROOMS: 'true',
    MAX_CONNECTIONS_PER_ADDRESS: '10000',
  }),
  dialect: yWebsocketDialect('/sync'),
  keeps: true,
}

const yWebsocket: Contestant = {
  name: 'y-websocket',
  program: peer('node_modules/@y/websocket-server/src/server.js'),
  settings: (port, folder) => ({
    PORT: String(port),
    HOST: '127.0.0.1',
    YPERSISTENCE: join(folder, 'documents'),
  }),
  dialect: yWebsocketDialect(''),
  keeps: true,
}

const hocuspocus: Contestant = {
  name: 'Hocuspocus',
  program: peer('hocuspocus.mjs'),
  settings: (port, folder) => ({ PORT: String(port), DATA_DIR: folder }),
  dialect: hocuspocusDialect,
  keeps: true,
}

/** The servers that do what Weft does. */
export const peers: readonly Contestant[] = [yWebsocket, hocuspocus]

/** What no server can be below that writes to each reader by itself. */
export const relay: Contestant = {
  name: 'bare relay',
  program: peer('relay.mjs'),
  settings: (port) => ({ PORT: String(port) }),
  dialect: yWebsocketDialect(''),
  keeps: false,
}

/** Three seconds of waiting for everything. */
export const poller: Contestant = { ...relay, name: 'polling', program: peer('poller.mjs') }
