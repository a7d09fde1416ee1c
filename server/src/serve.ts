import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { pinoLog } from './adapters/pinoLog.ts'
import { prometheusMeter } from './adapters/prometheusMeter.ts'
import { systemClock } from './adapters/systemClock.ts'
import type { Config } from './config.ts'
import { Journal } from './core/journal.ts'
import { Rooms } from './core/rooms.ts'
import { CannotStart, nameHolder, openDataFolder } from './dataFolder.ts'
import { buildApp } from './http/app.ts'
import { serveSync } from './ws/serveSync.ts'

const MANIFEST = new URL('../package.json', import.meta.url)
const PAGES = fileURLToPath(new URL('../../web/dist', import.meta.url))

export interface RunningServer {
  /** Where people find it, and the port it listens on. */
  url: string
  port: number
  /** Takes no more, brings everything to stable storage, closes. */
  close(): Promise<void>
}

/** Builds the server of its parts and listens. Throws CannotStart when it cannot. */
export async function serve(config: Config): Promise<RunningServer> {
  const { version } = JSON.parse(await readFile(MANIFEST, 'utf8')) as { version: string }
  const log = pinoLog(config.LOG_LEVEL)
  const meter = prometheusMeter()
  const clock = systemClock
  const store = await openDataFolder(config.DATA_DIR, log)
  const journal = new Journal({ store, clock, log, meter })
  const rooms = new Rooms({ store, journal, clock, log, meter, compactBytes: 32 * 1024 })
  let closing = false
  const app = await buildApp({
    store,
    journal,
    log,
    version,
    durability: 'saved means synced to disk',
    trustProxy: config.TRUST_PROXY,
    publicUrl: config.PUBLIC_URL,
    pages: PAGES,
    random: (bytes) => crypto.getRandomValues(bytes),
    scrape: () => meter.scrape(),
    isClosing: () => closing,
  })
  const stopSync = serveSync(app.server, {
    rooms,
    log,
    meter,
    openRooms: config.OPEN_ROOMS,
    publicUrl: config.PUBLIC_URL,
    trustProxy: config.TRUST_PROXY,
    maxMessageBytes: config.MAX_MESSAGE_BYTES,
    maxConnections: config.MAX_CONNECTIONS,
    maxConnectionsPerAddress: config.MAX_CONNECTIONS_PER_ADDRESS,
    maxOpensPerSecond: config.MAX_OPENS_PER_SECOND,
    maxShare: config.MAX_SHARE,
    maxWaitingBytes: config.MAX_WAITING_BYTES,
  })
  await app.ready()
  app.server.listen({ port: config.PORT, host: config.HOST })
  try {
    await once(app.server, 'listening')
  } catch (error) {
    await store.close()
    throw new CannotStart(explain(error as NodeJS.ErrnoException, config), { cause: error })
  }
  const url = config.PUBLIC_URL ?? addressOf(app.server, config.HOST)
  await nameHolder(config.DATA_DIR, url)
  log.info('listening', { url, version })
  return {
    url,
    port: portOf(app.server),
    async close() {
      closing = true
      stopSync()
      log.info('closing')
      await rooms.close()
      await app.close()
      await store.close()
      log.info('closed')
    },
  }
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function addressOf(server: Server, host: string): string {
  const everywhere = host === '0.0.0.0' || host === '::'
  return `http://${everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${portOf(server)}`
}

function explain(error: NodeJS.ErrnoException, { PORT, HOST }: Config): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${PORT} on ${HOST} is taken by another program. Stop that one, or set PORT to a free port.`
    case 'EACCES':
      return `This process may not listen on port ${PORT}. Set PORT to one above 1023.`
    default:
      return `It is not possible to listen on ${HOST}:${PORT} (${error.message}). Set HOST to an address of this machine.`
  }
}
