import { type ChildProcess, execSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../server/src/main.ts', import.meta.url))

/** The Weft that a story is about: one that is up already at E2E_BASE_URL, or one of the story's own. */
export interface WeftServer {
  url: string
  /** The link with which the first administrator is made; null when it is not in our hands. */
  setup: string | null
  /** Where it keeps its data; null when that is not in our hands. */
  folder: string | null
  /** Ends it the hard way and starts it again on the same data; null when that is not in our hands. */
  kill: (() => Promise<void>) | null
  start: () => Promise<void>
  stop: () => Promise<void>
}

export async function weftServer(): Promise<WeftServer> {
  const url = process.env.E2E_BASE_URL
  return url === undefined ? ownServer({}) : serverAt(url.replace(/\/$/, ''))
}

/** E2E_STOP and E2E_START are shell commands that take the server down and up again, for instance a container's. */
function serverAt(url: string): WeftServer {
  const { E2E_STOP: stop, E2E_START: start } = process.env
  const nothing = async (): Promise<void> => {}
  if (stop === undefined || start === undefined)
    return { url, setup: null, folder: null, kill: null, start: nothing, stop: nothing }
  return {
    url,
    setup: null,
    folder: null,
    kill: async () => void execSync(stop, { stdio: 'ignore' }),
    async start() {
      execSync(start, { stdio: 'ignore' })
      const isReady = (): Promise<boolean> =>
        fetch(`${url}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        )
      while (!(await isReady())) await setTimeout(200)
    },
    stop: nothing,
  }
}

/** A new Weft on a new folder, with settings of its own. */
export async function ownServer(settings: Record<string, string>): Promise<WeftServer> {
  const folder = mkdtempSync(join(tmpdir(), 'weft-e2e-'))
  let child: ChildProcess
  let url = ''
  let setup: string | null = null
  const start = async (): Promise<void> => {
    const env = {
      ...process.env,
      PORT: url === '' ? '0' : new URL(url).port,
      DATA_DIR: folder,
      LOG_LEVEL: 'warn',
      ...settings,
    }
    child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown]
    if (typeof message !== 'object') throw new Error('the server ended; it says why above')
    const told = message as { ready: string; setup: string | null }
    url = told.ready
    setup = told.setup
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const exit = once(child, 'exit')
    child.kill(signal)
    await exit
  }
  await start()
  return {
    url,
    folder,
    // Each start makes another, as long as there is no administrator.
    get setup() {
      return setup
    },
    kill: () => end('SIGKILL'),
    start,
    async stop() {
      await end('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
