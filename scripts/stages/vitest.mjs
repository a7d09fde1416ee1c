// @ts-check
import { run } from '../run.mjs'
import { toolPath } from '../toolPath.mjs'
import { withReport } from './report.mjs'
import { tallyOf } from './tally.mjs'

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
  /** @type {{ numPassedTests?: number, numFailedTests?: number, numPendingTests?: number }} */
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = JSON.parse(report)
  return tallyOf(code, { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests })
}
