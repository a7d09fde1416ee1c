// @ts-check
import { existsSync } from 'node:fs'
import { Failed, Interrupted } from './failures.mjs'
import { runSilently } from './run.mjs'
import { sayWhile } from './say.mjs'
import { toolPath } from './toolPath.mjs'

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** What the stories are read with: a browser, and letters of the languages that they are told in. */
const debian = ['chromium', 'fonts-noto-cjk', 'fonts-liberation']

const mayInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version')

/**
 * A Chromium for the stories: the one that CHROMIUM names, or that is here, or that the system's packages bring, or else
 * Playwright's own.
 * @param {string} node
 * @returns {Promise<string | null>} its path; null for Playwright's own, which Playwright finds itself
 */
export async function findBrowser(node) {
  return process.env.CHROMIUM ?? (await findInstalled()) ?? (await installFromDebian()) ?? installOwn(node)
}

async function findInstalled() {
  for (const path of usual) if (await succeeds(path, ['--version'])) return path
  return null
}

async function installFromDebian() {
  if (!mayInstall) return null
  return sayWhile('installing Chromium from the system’s packages', async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await succeeds('apt-get', ['update'], env)
    await succeeds('apt-get', ['install', '-y', '--no-install-recommends', ...debian], env)
    return findInstalled()
  })
}

/** @param {string} node */
async function installOwn(node) {
  const args = ['install', ...(mayInstall ? ['--with-deps'] : []), 'chromium']
  const { code, output } = await sayWhile('looking after Playwright’s Chromium', () =>
    runSilently(node, [toolPath('@playwright/test'), ...args]),
  )
  if (code !== 0) throw new Failed('there is no Chromium: install one, or name one in CHROMIUM', output)
  return null
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
async function succeeds(command, args, env = process.env) {
  try {
    return (await runSilently(command, args, { env })).code === 0
  } catch (error) {
    if (error instanceof Interrupted) throw error
    return false
  }
}
