// @ts-check
import { buildPage } from './buildPage.mjs'
import { entry } from './entry.mjs'
import { Failed } from './failures.mjs'
import { installPackages } from './packages.mjs'
import { duration, say } from './say.mjs'
import { check } from './stages/check.mjs'
import { stories } from './stages/stories.mjs'
import { vitest } from './stages/vitest.mjs'
import { bringNode } from './toolchain.mjs'

/** @typedef {import('./stages/tally.mjs').Tally} Tally */
/** @typedef {(node: string, extra: string[]) => Promise<Tally>} Stage */

/** @type {Map<string, Stage>} */
const stages = new Map()
stages.set('check', check)
stages.set('unit', (node, extra) => vitest('unit', node, extra))
stages.set('integration', async (node, extra) => {
  await buildPage(node)
  return vitest('integration', node, extra)
})
stages.set('e2e', async (node, extra) => {
  // A server that is already up has its page: a new one would pull it from under its feet.
  if (process.env.E2E_BASE_URL === undefined) await buildPage(node)
  return stories(node, extra)
})

/** Runs the stages that the first arguments name; what follows is for their runners. */
await entry(async () => {
  const args = process.argv.slice(2)
  const end = args.findIndex((arg) => !stages.has(arg))
  const names = end === -1 ? args : args.slice(0, end)
  const extra = args.slice(names.length)
  const node = await bringNode()
  await installPackages(node)

  const summary = []
  /** @type {string[]} */
  const broken = []
  const total = { passed: 0, failed: 0 }
  for (const [name, stage] of stages) {
    if (!names.includes(name)) continue
    say(`${name}…`)
    const started = Date.now()
    const { passed, failed, skipped, failures } = await settle(name, stage(node, extra))
    const counts = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
    summary.push(`${name}: ${counts} in ${duration(Date.now() - started)}`)
    say(`${summary.at(-1)}\n`)
    total.passed += passed
    total.failed += failed
    broken.push(...failures.map((failure) => `${name}: ${failure}`))
  }
  // Said once more at the end: of a long log, the end is what people read.
  for (const failure of broken) console.log(`✗ ${failure}\n`)
  for (const line of summary) say(line)
  console.log(`${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 ? 0 : 1
})

/**
 * The tally of a stage whatever happens in it, so that the others still run. A stage without a test has failed.
 * @param {string} name
 * @param {Promise<Tally>} running
 * @returns {Promise<Tally>}
 */
async function settle(name, running) {
  try {
    const tally = await running
    if (tally.passed + tally.failed > 0) return tally
    throw new Failed(`${name} ran no test`)
  } catch (error) {
    if (!(error instanceof Failed)) throw error
    process.stderr.write(error.output)
    say(error.message)
    return { passed: 0, failed: 1, skipped: 0, failures: [error.message] }
  }
}
