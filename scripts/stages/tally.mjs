// @ts-check

/**
 * What a stage found.
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
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
