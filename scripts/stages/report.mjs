// @ts-check
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Lets a runner write its report to a file that lives no longer than this call.
 * @param {(file: string) => Promise<number>} run runs it and returns its exit code
 * @returns {Promise<{ code: number, report: string }>} the report is an empty object where the runner wrote none
 */
export async function withReport(run) {
  const folder = mkdtempSync(join(tmpdir(), 'weft-report-'))
  try {
    const file = join(folder, 'report.json')
    const code = await run(file)
    return { code, report: existsSync(file) ? readFileSync(file, 'utf8') : '{}' }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
