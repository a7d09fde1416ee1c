import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8')
const rules = new Set(
  Array.from(read('PROTOCOL.md').matchAll(/^- \*\*([A-Z]\d+)\*\*/gm), ([, rule]) => rule!),
)
const tests = globSync(['{server,shared,web}/test/**/*.test.ts', 'e2e/**/*.spec.ts'], { cwd: root })
const quoted = new Set(
  tests.flatMap((path) => Array.from(read(path).matchAll(/\[([A-Z]\d+)\]/g), ([, rule]) => rule!)),
)

test('every rule of PROTOCOL.md is quoted by a test', () => {
  expect(rules.size).toBeGreaterThan(20)
  expect([...rules].filter((rule) => !quoted.has(rule))).toEqual([])
})

test('every rule that a test quotes is there', () => {
  expect([...quoted].filter((rule) => !rules.has(rule))).toEqual([])
})
