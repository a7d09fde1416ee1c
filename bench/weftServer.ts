import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../server/src/main.ts', import.meta.url))

/** A Weft of the benchmark's own, with data that are gone when it stops. */
export interface WeftServer {
  readonly url: string
  stop(): Promise<void>
}

/** Starts the server on a free port, open to rooms of any name: other editors are measured through it too. */
export async function startWeft(): Promise<WeftServer> {
  const folder = mkdtempSync(join(tmpdir(), 'weft-bench-'))
  const env = { ...process.env, PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'warn', OPEN_ROOMS: 'true' }
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown]
  if (typeof message !== 'object') throw new Error('the server ended; it says why above')
  return {
    url: (message as { ready: string }).ready,
    async stop() {
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      await exit
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
