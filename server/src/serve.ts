import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { pinoLog } from './adapters/pinoLog.ts'
import { prometheusMeter } from './adapters/prometheusMeter.ts'
import { smtpMailer } from './adapters/smtpMailer.ts'
import { systemClock } from './adapters/systemClock.ts'
import type { Config } from './config.ts'
import { Journal } from './core/journal.ts'
import { documentOf } from './core/names.ts'
import { Rooms } from './core/rooms.ts'
import { needsSetup } from './directory/accounts.ts'
import { DirectoryChronicle } from './directory/chronicle.ts'
import type { Directory } from './directory/directory.ts'
import { adoptDocuments } from './directory/documents.ts'
import { Guests } from './directory/guests.ts'
import { LiveAccess } from './directory/liveAccess.ts'
import { makeLink } from './directory/oneTimeLinks.ts'
import { keepSecret } from './directory/settings.ts'
import { Tickets } from './directory/tickets.ts'
import { CannotStart, nameHolder, openDataFolder } from './dataFolder.ts'
import { buildApp } from './http/app.ts'
import { boundSockets } from './http/boundSockets.ts'
import type { Store } from './ports/store.ts'
import { openDirectory } from './openDirectory.ts'
import { rehearse } from './rehearsal/rehearse.ts'
import { serveSync } from './ws/serveSync.ts'

/** The setting that says so. */
const ADOPTED = 'documentsAdopted'
const MANIFEST = new URL('../package.json', import.meta.url)
const PAGES = fileURLToPath(new URL('../../web/dist', import.meta.url))

export interface RunningServer {
  /** Where people find it, and the port it listens on. */
  url: string
  port: number
  /** With which the first administrator is made; null where there is one. */
  setup: string | null
  /** How many are connected now. */
  connections(): number
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
  const syncSettings = {
    log,
    openRooms: config.OPEN_ROOMS,
    publicUrl: config.PUBLIC_URL,
    trustProxy: config.TRUST_PROXY,
    maxMessageBytes: config.MAX_MESSAGE_BYTES,
    maxConnections: config.MAX_CONNECTIONS,
    maxConnectionsPerAddress: config.MAX_CONNECTIONS_PER_ADDRESS,
    maxConnectionsPerPerson: config.MAX_CONNECTIONS_PER_PERSON,
    maxOpensPerSecond: config.MAX_OPENS_PER_SECOND,
    maxShare: config.MAX_SHARE,
    maxWaitingBytes: config.MAX_WAITING_BYTES,
  }
  // While other threads open the directory and play the visitor.
  const rehearsal = rehearse({ store, clock }, syncSettings)
  const journal = new Journal({ store, clock, log, meter })
  const random = (bytes: Uint8Array<ArrayBuffer>): void => void crypto.getRandomValues(bytes)
  const db = await openDirectory(config.DATA_DIR, () => void access.recheck({}))
  const directory: Directory = {
    db,
    now: () => clock.now(),
    random,
    rightsChanged: (scope) => access.recheck(scope),
  }
  const identification = {
    directory,
    guests: new Guests(directory, await keepSecret(directory, 'guests')),
    tickets: new Tickets(directory),
  }
  const access = new LiveAccess(identification, { clock, log })
  await adoptOld(directory, store)
  const chronicle = new DirectoryChronicle(directory, log)
  const rooms = new Rooms({ store, journal, clock, log, meter, chronicle, compactBytes: 32 * 1024 })
  let closing = false
  const app = await buildApp({
    store,
    directory,
    identification,
    guests: identification.guests,
    mailer: config.SMTP_URL === undefined ? null : smtpMailer(config.SMTP_URL, senderOf(config)),
    providers: config.providers,
    connections: () => sync.connections(),
    monotonic: () => performance.now(),
    journal,
    log,
    version,
    durability: 'saved means synced to disk',
    trustProxy: config.TRUST_PROXY,
    publicUrl: config.PUBLIC_URL,
    pages: PAGES,
    scrape: () => meter.scrape(),
    isClosing: () => closing,
  })
  const sync = serveSync(app.server, { ...syncSettings, rooms, access, meter })
  boundSockets(app.server, {
    connections: config.MAX_CONNECTIONS,
    connectionsPerAddress: config.MAX_CONNECTIONS_PER_ADDRESS,
    trustProxy: config.TRUST_PROXY,
  })
  await app.ready()
  const setup = (await needsSetup(directory)) ? await makeSetup(directory) : null
  await rehearsal
  app.server.listen({ port: config.PORT, host: config.HOST })
  try {
    await once(app.server, 'listening')
  } catch (error) {
    await db.destroy()
    await store.close()
    throw new CannotStart(explain(error as NodeJS.ErrnoException, config), { cause: error })
  }
  const url = config.PUBLIC_URL ?? addressOf(app.server, config.HOST)
  await nameHolder(config.DATA_DIR, url)
  const link = setup === null ? null : `${url}/join#${setup}`
  log.info('listening', { url, version })
  // Seen at every level but silence: without it nobody can administer the server.
  if (link !== null)
    log.warn('make the first administrator with this link, which works once', { setup: link })
  return {
    url,
    port: portOf(app.server),
    setup: link,
    connections: () => sync.connections(),
    async close() {
      closing = true
      sync.stop()
      log.info('closing')
      await rooms.close()
      await app.close()
      await chronicle.finish()
      await db.destroy()
      await store.close()
      log.info('closed')
    },
  }
}

/** What mails come from, where nobody said it: an address of the server's own name. */
function senderOf({ SMTP_FROM, PUBLIC_URL }: Config): string {
  return SMTP_FROM ?? `weft@${PUBLIC_URL === undefined ? 'localhost' : new URL(PUBLIC_URL).hostname}`
}

/** Documents of an earlier Weft, which had no owners. Looked for once. */
async function adoptOld(directory: Directory, store: Store): Promise<void> {
  const { db } = directory
  const done = await db.selectFrom('settings').select('key').where('key', '=', ADOPTED).executeTakeFirst()
  if (done !== undefined) return
  await adoptDocuments(
    directory,
    (await store.list()).flatMap((name) => documentOf(name) ?? []),
  )
  await db.insertInto('settings').values({ key: ADOPTED, value: 'true' }).execute()
}

/** The secret of the link for the first administrator. Each start makes another: whoever reads the log reads the last one. */
async function makeSetup(directory: Directory): Promise<string> {
  await directory.db.deleteFrom('oneTimeLinks').where('kind', '=', 'setup').execute()
  const { secret } = await makeLink(directory, 'setup', { isAdministrator: 1 })
  return secret
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
