import { fileURLToPath } from 'node:url'
import { build, preview } from 'vite'

const configFile = fileURLToPath(new URL('plain/vite.config.ts', import.meta.url))

/** What keeps a page apart from all others, as Weft's is: the browser gives it a process of its own, which takes 25 ms. */
const APART = { 'cross-origin-opener-policy': 'same-origin', 'origin-agent-cluster': '?1' }

/** The plain editor's page, built as for readers. */
export interface PlainServer {
  readonly url: string
  stop(): Promise<void>
}

/** Builds the plain editor's page and serves it on a free port. */
export async function startPlain(): Promise<PlainServer> {
  await build({ configFile })
  const server = await preview({ configFile, preview: { host: '127.0.0.1', port: 0, headers: APART } })
  const address = server.httpServer.address()
  if (typeof address !== 'object' || address === null) throw new Error('the plain page is served nowhere')
  return { url: `http://127.0.0.1:${address.port}`, stop: () => server.close() }
}
