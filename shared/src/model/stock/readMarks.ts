import { isJsonObject, jsonOf } from '../json.ts'
import type { Json, Marks } from '../page.ts'

const NAMES = new Map([
  ['bold', 'bold'],
  ['strong', 'bold'],
  ['b', 'bold'],
  ['italic', 'italic'],
  ['em', 'italic'],
  ['i', 'italic'],
  ['underline', 'underline'],
  ['u', 'underline'],
  ['strike', 'strike'],
  ['strikethrough', 'strike'],
  ['s', 'strike'],
  ['code', 'code'],
  ['link', 'link'],
])

/** What y-prosemirror appends to the name of a mark that a letter can carry twice. */
const HASH = /--[A-Za-z0-9+/=]{8}$/

/** The marks of letters. One that is not known keeps its whole name: a letter may carry it twice, as two comments. */
export function readMarks(attributes: Record<string, unknown>): Marks {
  const entries = Object.entries(attributes).flatMap(([key, given]) => {
    const value = jsonOf(given)
    if (value === undefined || value === null || value === false) return []
    const name = NAMES.get(key.replace(HASH, ''))
    return [[name ?? key, name === undefined ? value : valueOf(name, value)] as const]
  })
  return Object.fromEntries(entries)
}

function valueOf(name: string, value: Json): Json {
  if (name !== 'link') return true
  const href = isJsonObject(value) ? value['href'] : value
  return typeof href === 'string' ? { href } : value
}
