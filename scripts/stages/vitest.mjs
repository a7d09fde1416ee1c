// @ts-check
import { run } from '../run.mjs'
import { toolPath } from '../toolPath.mjs'
import { withReport } from './report.mjs'
import { tallyOf } from './tally.mjs'

/**
 * What vitest's JSON reporter writes, as far as it is read here.
 * @typedef {{ status: string, fullName: string, failureMessages: string[] }} Assertion
 * @typedef {{ name: string, status: string, message: string, assertionResults: Assertion[] }} TestFile
 * @typedef {{ numPassedTests?: number, numFailedTests?: number, numPendingTests?: number, testResults?: TestFile[] }} Report
 */

/**
 * Runs one project of vitest.config.ts.
 * @param {string} project
 * @param {string} node
 * @param {string[]} extra more arguments for vitest
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function vitest(project, node, extra) {
  const { code, report } = await withReport((file) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    return run(node, [toolPath('vitest'), 'run', '--project', project, ...reporters, ...extra])
  })
  /** @type {Report} */
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, testResults = [] } = JSON.parse(report)
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (failed.length === 0 && status === 'failed') return [`${name}\n${message}`]
    return failed.map(
      ({ fullName, failureMessages }) => `${name}: ${fullName}\n${failureMessages.join('\n')}`,
    )
  })
  return tallyOf(code, {
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests,
    failures,
  })
}
