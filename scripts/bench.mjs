// @ts-check
import { findBrowser } from './browser.mjs'
import { buildPage } from './buildPage.mjs'
import { entry } from './entry.mjs'
import { installPackages } from './packages.mjs'
import { run } from './run.mjs'
import { bringNode } from './toolchain.mjs'

/** Runs the benchmarks that the arguments name, all where they name none; `--quick` for a first look. */
await entry(async () => {
  const node = await bringNode()
  await installPackages(node)
  await buildPage(node)
  const browser = await findBrowser(node)
  const env = { ...process.env, ...(browser && { CHROMIUM: browser }) }
  return run(node, ['bench/main.ts', ...process.argv.slice(2)], { env })
})
