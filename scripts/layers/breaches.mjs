// @ts-check
import { fileOf, specifiersOf } from './imports.mjs'
import { zones } from './zones.mjs'

/** @typedef {import('./zones.mjs').Zone} Zone */

/**
 * Says of each import of a file that its layer forbids what it breaks.
 * @param {string} path
 * @param {string} source
 * @returns {string[]}
 */
export function breachesOf(path, source) {
  const found = zoneOf(path)
  if (found === null)
    return path.includes('/src/') ? [`${path} is in no layer: give it one in zones.mjs`] : []
  const { zone, names } = found
  return specifiersOf(source)
    .filter((specifier) => !allows(zone, names, path, specifier))
    .map((specifier) => `${path} imports ${specifier}: ${zone.rule}`)
}

/** @param {string} path */
function zoneOf(path) {
  for (const zone of zones) {
    const match = new RegExp(`^${zone.files}`).exec(path)
    if (match !== null) return { zone, names: match }
  }
  return null
}

/**
 * @param {Zone} zone
 * @param {RegExpExecArray} names what the groups of the zone's pattern hold
 * @param {string} path
 * @param {string} specifier
 */
function allows(zone, names, path, specifier) {
  const file = fileOf(path, specifier)
  if (file === null) return zone.packages?.test(specifier) ?? true
  return zone.own.some((own) => new RegExp(`^${own.replace('<1>', names[1] ?? '')}`).test(file))
}
