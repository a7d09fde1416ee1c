import type { Json, JsonObject } from './page.ts'

const DEEPEST = 32

/** A value of the CRDT as JSON; undefined for what JSON has no form for, and for what is nested too deep to be meant. */
export function jsonOf(value: unknown, depth = 0): Json | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'object' || depth >= DEEPEST) return undefined
  if (Array.isArray(value)) return value.map((element) => jsonOf(element, depth + 1) ?? null)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return undefined
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    const json = jsonOf(inner, depth + 1)
    return json === undefined ? [] : [[key, json] as const]
  })
  return Object.fromEntries(entries)
}

/** Whether a value is an object of JSON, not a list. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether two values are the same, whatever the order of their keys. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((inner, i) => sameJson(inner, b[i]))
  if (!isJsonObject(a) || !isJsonObject(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  )
}
