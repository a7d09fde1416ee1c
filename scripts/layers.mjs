// @ts-check
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesUnder } from './filesUnder.mjs'
import { breachesOf } from './layers/breaches.mjs'
import { cyclesOf } from './layers/cycles.mjs'
import { misshapesOf } from './layers/shape.mjs'
import { root } from './root.mjs'

const folders = ['shared', 'server', 'web', 'e2e', 'bench']

/**
 * Says of every file what it breaks of the layers of ARCHITECTURE.md: forbidden imports, rings, barrels, long files and
 * readers of the environment, each with the file, the import and the rule.
 * @param {ReadonlyMap<string, string>} files sources by path from the project's folder, with `/`
 * @returns {string[]}
 */
export function findViolations(files) {
  const each = [...files].flatMap(([path, source]) =>
    breachesOf(path, source).concat(misshapesOf(path, source)),
  )
  return each.concat(cyclesOf(files))
}

function readSources() {
  const paths = folders.filter((folder) => existsSync(join(root, folder))).flatMap(filesUnder)
  const sources = paths.filter((path) => /\.tsx?$/.test(path))
  return new Map(sources.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const violations = findViolations(readSources())
  for (const violation of violations) console.error(violation)
  process.exitCode = violations.length === 0 ? 0 : 1
}
