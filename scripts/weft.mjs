#!/usr/bin/env node
// @ts-check
import { runChild } from './child.mjs'
import { entry } from './entry.mjs'
import { installPackages } from './packages.mjs'
import { settingsFlags } from './settingsFlags.mjs'
import { bringNode } from './toolchain.mjs'

await entry(async () => {
  const node = await bringNode()
  await installPackages(node)
  const args = [...settingsFlags(), 'server/src/weft.ts', ...process.argv.slice(2)]
  const { code } = await runChild(node, args, { stdio: 'inherit' })
  return code
})
