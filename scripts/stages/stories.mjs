// @ts-check
import { findBrowser } from '../browser.mjs'
import { run } from '../run.mjs'
import { toolPath } from '../toolPath.mjs'
import { withReport } from './report.mjs'
import { tallyOf } from './tally.mjs'

/**
 * What Playwright's JSON reporter writes, as far as it is read here.
 * @typedef {{ expected: number, flaky: number, unexpected: number, skipped: number }} Stats
 * @typedef {{ results: { errors: { message?: string }[] }[] }} Attempts
 * @typedef {{ title: string, ok: boolean, file: string, tests: Attempts[] }} Spec
 * @typedef {{ specs?: Spec[], suites?: Suite[] }} Suite
 */

const none = { expected: 0, flaky: 0, unexpected: 0, skipped: 0 }

/**
 * Runs the stories of e2e/ in a browser.
 * @param {string} node
 * @param {string[]} extra more arguments for Playwright
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function stories(node, extra) {
  const browser = await findBrowser(node)
  const { code, report } = await withReport((file) => {
    const args = ['test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json', ...extra]
    const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file, ...(browser && { CHROMIUM: browser }) }
    return run(node, [toolPath('@playwright/test'), ...args], { env })
  })
  /** @type {Suite & { stats?: Stats }} */
  const { stats = none, ...all } = JSON.parse(report)
  return tallyOf(code, {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    failures: specsOf(all)
      .filter(({ ok }) => !ok)
      .map(({ file, title, tests }) => `${file}: ${title}\n${errorsOf(tests).join('\n')}`),
  })
}

/**
 * @param {Suite} suite
 * @returns {Spec[]}
 */
function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)]
}

/**
 * @param {Attempts[]} tests
 * @returns {string[]}
 */
function errorsOf(tests) {
  return tests
    .flatMap(({ results }) => results)
    .flatMap(({ errors }) => errors)
    .map(({ message = '' }) => message)
}
