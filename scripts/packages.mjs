// @ts-check
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { installLocked } from './npm.mjs'
import { onceFor } from './onceFor.mjs'
import { root } from './root.mjs'
import { sayWhile } from './say.mjs'

/** @type {{ workspaces: string[] }} */
const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** The folders of the workspaces, as the root package.json lists them. */
export { workspaces }

/**
 * Sees to it that node_modules holds what the lockfile says.
 * @param {string} node the Node to run npm on
 */
export async function installPackages(node) {
  const manifests = ['package.json', ...workspaces.map((folder) => `${folder}/package.json`)]
  await onceFor('node_modules/.weft', ['package-lock.json', ...manifests], () =>
    sayWhile('installing the packages', () => installLocked(node, root)),
  )
}

/**
 * Sees to it that the servers are there that Weft is measured beside. They are no workspace, so that nobody else has them.
 * @param {string} node the Node to run npm on
 */
export async function installPeers(node) {
  const inputs = ['bench/peers/package.json', 'bench/peers/package-lock.json']
  await onceFor('bench/peers/node_modules/.weft', inputs, () =>
    sayWhile('installing the peers', () => installLocked(node, join(root, 'bench/peers'))),
  )
}
