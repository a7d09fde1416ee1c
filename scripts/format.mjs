// @ts-check
import { entry } from './entry.mjs'
import { installPackages } from './packages.mjs'
import { run } from './run.mjs'
import { bringNode } from './toolchain.mjs'
import { toolPath } from './toolPath.mjs'

await entry(async () => {
  const node = await bringNode()
  await installPackages(node)
  return run(node, [toolPath('oxfmt'), '.'])
})
