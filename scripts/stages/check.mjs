// @ts-check
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { workspaces } from '../packages.mjs'
import { root } from '../root.mjs'
import { runSilently } from '../run.mjs'
import { duration } from '../say.mjs'
import { toolPath } from '../toolPath.mjs'

/**
 * Everything that can be said about the sources without running them, one check at a time; each counts as a test.
 * @param {string} node
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function check(node) {
  const folders = [...workspaces, 'scripts']
  const typed = folders.filter((folder) => existsSync(join(root, folder, 'tsconfig.json')))
  const checks = [
    ...typed.map((folder) => ({
      name: `types of ${folder}`,
      args: [toolPath('typescript'), '--noEmit', '-p', folder],
    })),
    { name: 'lint', args: [toolPath('oxlint'), '--type-aware', ...folders, 'vitest.config.ts'] },
    { name: 'format', args: [toolPath('oxfmt'), '--check', '.'] },
    { name: 'layers', args: ['scripts/layers.mjs'] },
    { name: 'dead code', args: [toolPath('knip'), '--no-progress'] },
  ]
  /** @type {import('./tally.mjs').Tally} */
  const tally = { passed: 0, failed: 0, skipped: 0, failures: [] }
  for (const { name, args } of checks) {
    const started = Date.now()
    const { code, output } = await runSilently(node, args)
    tally[code === 0 ? 'passed' : 'failed'] += 1
    console.log(`  ${code === 0 ? '✓' : '✗'} ${name} ${duration(Date.now() - started)}`)
    if (code === 0) continue
    console.log(output)
    tally.failures.push(`${name}\n${output}`)
  }
  return tally
}
