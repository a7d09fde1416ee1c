// @ts-check
import { fileOf, specifiersOf } from './imports.mjs'

/**
 * Says of each way that leads from a file through its imports back to itself which way it is. Where ways share files, one
 * is named: the others show when it is gone.
 * @param {ReadonlyMap<string, string>} files sources by path
 * @returns {string[]}
 */
export function cyclesOf(files) {
  /** @type {Set<string>} */
  const done = new Set()
  /** @type {string[]} */
  const way = []
  /** @type {string[]} */
  const found = []
  /** @param {string} path */
  function visit(path) {
    if (way.includes(path)) {
      const ring = [...way.slice(way.indexOf(path)), path]
      found.push(`${ring.join(' → ')}: imports go one way, those of types too`)
    } else if (!done.has(path)) {
      way.push(path)
      for (const specifier of specifiersOf(files.get(path) ?? '')) {
        const file = fileOf(path, specifier)
        if (file !== null && files.has(file)) visit(file)
      }
      way.pop()
      done.add(path)
    }
  }
  for (const path of files.keys()) visit(path)
  return found
}
