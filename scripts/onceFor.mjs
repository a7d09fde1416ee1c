// @ts-check
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fingerprint } from './fingerprint.mjs'
import { root } from './root.mjs'

/**
 * Does the work unless the stamp says that it was done with the same inputs. The stamp goes before the work begins and
 * comes back when it is complete, so that work which was cut short is done again.
 * @param {string} stamp a file, from the project's folder
 * @param {readonly string[]} inputs files and folders, from the project's folder
 * @param {() => Promise<void>} work
 */
export async function onceFor(stamp, inputs, work) {
  const file = join(root, stamp)
  const now = fingerprint(inputs)
  if (existsSync(file) && readFileSync(file, 'utf8') === now) return
  rmSync(file, { force: true })
  await work()
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, now)
}
