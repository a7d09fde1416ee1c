// @ts-check
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

/**
 * The program that an installed package brings, as a file to run with Node: no shell and no shim, so that it is the same
 * on every platform and a signal reaches the program itself.
 * @param {string} name the package
 */
export function toolPath(name) {
  const folder = join(root, 'node_modules', name)
  /** @type {{ bin: Record<string, string> }} */
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const program = Object.values(bin)[0]
  if (program === undefined) throw new Error(`${name} brings no program`)
  return join(folder, program)
}
