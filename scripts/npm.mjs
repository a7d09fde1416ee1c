// @ts-check
import { Failed } from './failures.mjs'
import { runSilently } from './run.mjs'

/**
 * Installs exactly what a folder's lockfile names and runs no script of any package. Quiet unless it fails.
 * `node` is the Node that npm itself shall run on. What a person's own settings leave out by default (the tools, as with
 * NODE_ENV=production, or the files for this platform) is asked for by name.
 * @param {string} node
 * @param {string} folder
 */
export async function installLocked(node, folder) {
  const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  // Told to end, npm takes an install back piece by piece for longer than anybody waits; the next one starts anew anyway.
  const options = { cwd: folder, killSignal: /** @type {const} */ ('SIGKILL') }
  const npm = process.env.npm_execpath ?? ''
  const { code, output } = npm.endsWith('npm-cli.js')
    ? await runSilently(node, [npm, ...args], options)
    : await runSilently('npm', args, { ...options, shell: process.platform === 'win32' })
  if (code !== 0) throw new Failed('npm could not install the packages', output)
}
