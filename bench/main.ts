import { mkdirSync, writeFileSync } from 'node:fs'
import { editor } from './editor/editor.ts'
import { load, machine } from './machine.ts'

/** What can be measured, by the name to ask for it. Each answers with Markdown. */
const scenarios = { editor }

const args = process.argv.slice(2)
const quick = args.includes('--quick')
const names = args.filter((arg) => arg !== '--quick')
const unknown = names.filter((name) => !Object.hasOwn(scenarios, name))
if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark ${unknown.join(', ')}: ${Object.keys(scenarios).join(', ')}.\n`)
  process.exit(1)
}

const say = (words: string): void => void process.stderr.write(`${words}\n`)
const results = new URL('results/', import.meta.url)
for (const [name, run] of Object.entries(scenarios)) {
  if (names.length > 0 && !names.includes(name)) continue
  const before = load()
  const { title, chromium, body } = await run({ quick, say })
  const report = `# ${title}\n\n${machine()}, Chromium ${chromium}; load ${before} before, ${load()} after.\n\n${body}`
  process.stdout.write(report)
  // What is kept are the figures of a whole run.
  if (quick) continue
  mkdirSync(results, { recursive: true })
  writeFileSync(new URL(`${name}.md`, results), report)
}
