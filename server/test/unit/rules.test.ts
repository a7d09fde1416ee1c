import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8')
const rulesOf = (path: string): string[] =>
  Array.from(read(path).matchAll(/^- \*\*([A-Z]\d+)\*\*/gm), ([, rule]) => rule!)
const protocol = rulesOf('PROTOCOL.md')
const model = rulesOf('docs/MODEL.md')
const tests = globSync(['{server,shared,web}/test/**/*.test.ts', 'e2e/**/*.spec.ts'], { cwd: root })
const quoted = new Set(
  tests.flatMap((path) => Array.from(read(path).matchAll(/\[([A-Z]\d+)\]/g), ([, rule]) => rule!)),
)

test.each([
  ['PROTOCOL.md', protocol],
  ['docs/MODEL.md', model],
])('every rule of %s is quoted by a test', (_path, rules) => {
  expect(rules.length).toBeGreaterThan(20)
  expect(rules.filter((rule) => !quoted.has(rule))).toEqual([])
})

test('every rule that a test quotes is there, once', () => {
  const rules = [...protocol, ...model]
  expect(new Set(rules).size).toBe(rules.length)
  expect([...quoted].filter((rule) => !rules.includes(rule))).toEqual([])
})
