// @ts-check
import { runChild } from './child.mjs'
import { entry } from './entry.mjs'
import { installPackages } from './packages.mjs'
import { settingsFlags } from './settingsFlags.mjs'
import { bringNode } from './toolchain.mjs'
import { toolPath } from './toolPath.mjs'

/** The server, started again when a file of it changes, and the page, renewed in the browser: they end together. */
await entry(async () => {
  const node = await bringNode()
  await installPackages(node)
  const flags = settingsFlags()
  const programs = [
    ['--watch', ...flags, 'server/src/main.ts'],
    [...flags, toolPath('vite'), 'web'],
  ]
  /** @type {Set<import('./child.mjs').ChildProcess>} */
  const running = new Set()
  const endings = programs.map((args) => runChild(node, args, {}, (child) => running.add(child)))
  const { code } = await Promise.race(endings)
  for (const child of running) child.kill()
  await Promise.all(endings)
  return code
})
