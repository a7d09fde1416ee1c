// @ts-check
import { runChild } from './child.mjs'
import { Interrupted } from './failures.mjs'

/** @typedef {import('node:child_process').SpawnOptions} SpawnOptions */

/**
 * Runs a program as a step of a longer work, in sight, and returns its exit code. Throws Interrupted when told to stop.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {SpawnOptions} [options]
 */
export async function run(command, args, options = {}) {
  const { code, stopped } = await runChild(command, args, options)
  if (stopped) throw new Interrupted()
  return code
}

/**
 * Like `run`, for a program whose words nobody needs while all goes well: returns what it printed, too.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {SpawnOptions} [options]
 */
export async function runSilently(command, args, options = {}) {
  let output = ''
  /** @type {SpawnOptions} */
  const hidden = { ...options, stdio: ['ignore', 'pipe', 'pipe'] }
  const { code, stopped } = await runChild(command, args, hidden, (child) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text
      })
  })
  if (stopped) throw new Interrupted()
  return { code, output }
}
