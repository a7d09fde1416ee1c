// @ts-check
import { posix } from 'node:path'

const clause = String.raw`(?:type\s+)?(?:[\w$]+\s*,\s*)?(?:\*(?:\s+as\s+[\w$]+)?|\{[^}]*\}|[\w$]+)`
const forms = [
  new RegExp(String.raw`^\s*(?:import|export)\s*${clause}\s*from\s*['"]([^'"]+)['"]`, 'gm'),
  /^\s*import\s*['"]([^'"]+)['"]/gm,
  // The module of a dynamic import, and of a type written as import('…').Name.
  /\bimport\(\s*['"`]([^'"`]+)['"`]/g,
]

/**
 * The source without comments: what a sentence mentions is not what the code does. Quoted text is kept.
 * @param {string} source
 */
export function withoutComments(source) {
  const text = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g
  return source.replace(text, (found) => (found.startsWith('/') ? '' : found))
}

/**
 * What a file imports or re-exports, types included, as it is written there.
 * @param {string} source
 * @returns {string[]}
 */
export function specifiersOf(source) {
  const code = withoutComments(source)
  return forms.flatMap((form) => [...code.matchAll(form)].flatMap((match) => match[1] ?? []))
}

/**
 * The path, from the project's folder, of the file of ours that is imported; null for a package.
 * @param {string} from the importing file
 * @param {string} specifier
 */
export function fileOf(from, specifier) {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier)
  const [, workspace, rest] = /^@weft\/([^/]+)(?:\/(.+))?$/.exec(specifier) ?? []
  if (workspace === undefined) return null
  return rest === undefined ? workspace : `${workspace}/src/${rest}.ts`
}
