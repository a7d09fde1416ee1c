// @ts-check
import { buildPage } from './buildPage.mjs'
import { runChild } from './child.mjs'
import { entry } from './entry.mjs'
import { installPackages } from './packages.mjs'
import { say } from './say.mjs'
import { settingsFlags } from './settingsFlags.mjs'
import { bringNode } from './toolchain.mjs'

await entry(async () => {
  const node = await bringNode()
  await installPackages(node)
  await buildPage(node)
  const { code } = await runChild(
    node,
    [...settingsFlags(), 'server/src/main.ts'],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
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
