// @ts-check
import { findBrowser } from './browser.mjs'
import { buildPage } from './buildPage.mjs'
import { entry } from './entry.mjs'
import { installPackages, installPeers } from './packages.mjs'
import { run } from './run.mjs'
import { bringNode } from './toolchain.mjs'

/**
 * Runs the benchmarks that the arguments name, all where they name none; `--quick` for a first look. Each brings only
 * what it needs: the editor a page and a browser, the server its peers.
 */
await entry(async () => {
  const args = process.argv.slice(2)
  const names = args.filter((arg) => !arg.startsWith('--')).map((name) => name.split('/')[0])
  /** @param {string} name */
  const isAsked = (name) => names.length === 0 || names.includes(name)
  const node = await bringNode()
  await installPackages(node)
  if (isAsked('server')) await installPeers(node)
  if (isAsked('editor')) await buildPage(node)
  const browser = isAsked('editor') && (await findBrowser(node))
  const env = { ...process.env, ...(browser && { CHROMIUM: browser }) }
  return run(node, ['bench/main.ts', ...args], { env })
})
