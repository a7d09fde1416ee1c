// @ts-check
import { join } from 'node:path'
import { buildPage } from './buildPage.mjs'
import { runChild } from './child.mjs'
import { entry } from './entry.mjs'
import { installPackages } from './packages.mjs'
import { root } from './root.mjs'
import { say } from './say.mjs'
import { settingsFlags } from './settingsFlags.mjs'
import { bringNode } from './toolchain.mjs'

/** What Node made of the sources at an earlier start: a third of the time until people are back. In no folder that others can write to. */
const NODE_COMPILE_CACHE = join(root, 'node_modules/.compiled')

await entry(async () => {
  const node = await bringNode()
  await installPackages(node)
  await buildPage(node)
  const { code } = await runChild(
    node,
    [...settingsFlags(), 'server/src/main.ts'],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env: { NODE_COMPILE_CACHE, ...process.env } },
    (server) => server.on('message', announce),
  )
  return code
})

/**
 * The server tells once that it listens, and where, and how its first administrator is made. Everything else it says on its own output.
 * @param {unknown} message
 */
function announce(message) {
  if (typeof message === 'object' && message !== null && 'ready' in message)
    say(`ready at ${String(message.ready)}`)
  if (
    typeof message === 'object' &&
    message !== null &&
    'setup' in message &&
    typeof message.setup === 'string'
  )
    say(`make the first administrator, when you want accounts: ${message.setup}`)
}
