// @ts-check

/**
 * What a stage found, and for each of its failures the name of the test with what it said.
 * @typedef {{ passed: number, failed: number, skipped: number, failures: string[] }} Tally
 */

/**
 * The tally of a runner that has ended: an error outside of any test (a file that does not load, a runner that dies)
 * fails the run and no test, so it counts as one.
 * @param {number} code the runner's exit code
 * @param {Tally} counts its own
 * @returns {Tally}
 */
export function tallyOf(code, counts) {
  return code === 0 ? counts : { ...counts, failed: Math.max(counts.failed, 1) }
}
