import { mkdirSync, writeFileSync } from 'node:fs'
import { editor } from './editor/editor.ts'
import { load, machine } from './machine.ts'
import { server } from './server/server.ts'

/** What a benchmark answers with: Markdown, and what else belongs to it. */
interface Report {
  readonly title: string
  readonly chromium?: string
  readonly body: string
  readonly picture?: string
}

type Scenario = (options: {
  readonly quick: boolean
  readonly say: (words: string) => void
  readonly only: readonly string[]
}) => Promise<Report>

/** What can be measured, by the name to ask for it; `server/knee` asks for a part. */
const scenarios: Record<string, Scenario> = { editor, server }

const args = process.argv.slice(2)
const quick = args.includes('--quick')
const asked = args.filter((arg) => arg !== '--quick').map((arg) => arg.split('/'))
const unknown = asked.flatMap(([name = '']) => (Object.hasOwn(scenarios, name) ? [] : [name]))
if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark ${unknown.join(', ')}: ${Object.keys(scenarios).join(', ')}.\n`)
  process.exit(1)
}

const say = (words: string): void => void process.stderr.write(`${words}\n`)
const results = new URL('results/', import.meta.url)
for (const [name, run] of Object.entries(scenarios)) {
  if (asked.length > 0 && !asked.some(([wanted]) => wanted === name)) continue
  const only = asked.flatMap(([wanted, part]) => (wanted === name && part !== undefined ? [part] : []))
  const before = load()
  const { title, chromium, body, picture } = await run({ quick, say, only })
  const where = [machine(), ...(chromium === undefined ? [] : [`Chromium ${chromium}`])].join(', ')
  const report = `# ${title}\n\n${where}; load ${before} before, ${load()} after.\n\n${body}`
  process.stdout.write(report)
  // What is kept are the figures of a whole run.
  if (quick || only.length > 0) continue
  mkdirSync(results, { recursive: true })
  writeFileSync(new URL(`${name}.md`, results), report)
  if (picture !== undefined) writeFileSync(new URL('../docs/bench.svg', import.meta.url), picture)
}
