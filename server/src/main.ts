import { giveBackMemory } from './adapters/giveBackMemory.ts'
import { BadSettings, readConfig } from './config.ts'
import { CannotStart } from './dataFolder.ts'
import { serve } from './serve.ts'

/** After SIGTERM everything has to be on disk and the process gone within this long. */
const CLOSE_MS = 9000

// What people write, and what lets them in, is for no other account of this machine.
process.umask(0o077)

try {
  const server = await serve(readConfig())
  giveBackMemory(() => server.connections())
  let closing = false
  const close = (): void => {
    if (closing) return
    closing = true
    setTimeout(() => process.exit(1), CLOSE_MS).unref()
    void server.close().then(() => process.exit(0))
  }
  // The last one: whoever started it and waits for it is gone.
  for (const end of ['SIGTERM', 'SIGINT', 'SIGHUP', 'disconnect'] as const) process.on(end, close)
  process.send?.({ ready: server.url, port: server.port, setup: server.setup })
} catch (error) {
  if (!(error instanceof BadSettings) && !(error instanceof CannotStart)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
