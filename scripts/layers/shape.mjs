// @ts-check
import { withoutComments } from './imports.mjs'

const longest = 300
const passedOn = /^\s*export\s*(?:type\s+)?(?:\*(?:\s+as\s+[\w$]+)?|\{[^}]*\})\s*from\s*['"][^'"]+['"];?/gm
const listed = /^\s*export\s*(?:type\s+)?\{[^}]*\};?/gm
const imported = /^\s*import\b[^'"]*['"][^'"]+['"];?/gm

/**
 * Says what is wrong with a source file as a whole: too long, a barrel, or a reader of the environment.
 * @param {string} path
 * @param {string} source
 * @returns {string[]}
 */
export function misshapesOf(path, source) {
  if (!path.includes('/src/')) return []
  const lines = source.trimEnd().split('\n').length
  return [
    lines > longest && `${path} has ${lines} lines: ${longest} are the most, one idea per file`,
    isBarrel(path, source) && `${path} only passes on what others export: import from where a thing is`,
    readsEnvironment(path, source) &&
      `${path} reads process.env: server/src/config.ts is the only file that does`,
  ].filter((words) => words !== false)
}

/**
 * @param {string} path
 * @param {string} source
 */
function isBarrel(path, source) {
  const code = withoutComments(source)
  const rest = code.replace(passedOn, '')
  if (rest !== code && /\/index\.tsx?$/.test(path)) return true
  const own = rest.replace(imported, '').replace(listed, '')
  return own.trim() === '' && /^\s*export\b/m.test(code)
}

/**
 * @param {string} path
 * @param {string} source
 */
function readsEnvironment(path, source) {
  return path !== 'server/src/config.ts' && /\bprocess\.env\b/.test(withoutComments(source))
}
