import { fileURLToPath } from 'node:url'
import { build, preview } from 'vite'

const configFile = fileURLToPath(new URL('plain/vite.config.ts', import.meta.url))

/** The plain editor's page, built as for readers. */
export interface PlainServer {
  readonly url: string
  stop(): Promise<void>
}

/** Builds the plain editor's page and serves it on a free port. */
export async function startPlain(): Promise<PlainServer> {
  await build({ configFile })
  const server = await preview({ configFile, preview: { host: '127.0.0.1', port: 0 } })
  const address = server.httpServer.address()
  if (typeof address !== 'object' || address === null) throw new Error('the plain page is served nowhere')
  return { url: `http://127.0.0.1:${address.port}`, stop: () => server.close() }
}
