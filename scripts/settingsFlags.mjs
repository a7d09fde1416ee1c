// @ts-check
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

/**
 * The flags that give a program run by Node its settings: those of the environment stand, then come those of the file
 * .env, then ours for somebody who watches a terminal.
 */
export function settingsFlags() {
  const files = ['scripts/start.env', '.env'].filter((file) => existsSync(join(root, file)))
  return files.map((file) => `--env-file=${file}`)
}
