// @ts-check
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

/** What programs make. */
const made = new Set(['node_modules', 'dist'])

/**
 * The files under a folder in a fixed order, without what programs make.
 * @param {string} path from the project's folder, with `/`; a file stands for itself
 * @returns {string[]}
 */
export function filesUnder(path) {
  if (!statSync(join(root, path)).isDirectory()) return [path]
  return readdirSync(join(root, path))
    .filter((name) => !made.has(name))
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`))
}
