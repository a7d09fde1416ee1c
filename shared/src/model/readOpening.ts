import type * as Y from 'yjs'
import { jsonOf } from './json.ts'
import type { Json, JsonObject } from './page.ts'

const LONGEST_ID = 64
const LONGEST_WORD = 64

/** What a block mark says about its block. */
export interface Opening {
  readonly id: string
  readonly kind: string
  readonly indent: number
  readonly attributes: JsonObject
}

/** Reads a block mark, whatever it holds [M5 to M8]. */
export function readOpening(mark: Y.Map<unknown>): Opening {
  const others: Record<string, Json> = {}
  let id = ''
  let kind = 'paragraph'
  let indent = 0
  for (const [key, value] of mark.entries()) {
    if (key === 'id') id = typeof value === 'string' && value.length <= LONGEST_ID ? value : ''
    else if (key === 'kind') kind = typeof value === 'string' && value !== '' ? value : 'paragraph'
    else if (key === 'indent') indent = wholeFrom(0, value) ?? 0
    else {
      const json = jsonOf(value)
      if (json !== undefined) Object.defineProperty(others, key, { value: json, ...plain })
    }
  }
  return { id, kind, indent, attributes: { ...others, ...attributesOf(kind, others) } }
}

/** A key may be called like something that every object has. */
const plain = { enumerable: true, writable: true, configurable: true }

/** The attributes that a kind must have, in a form that can be relied on. */
function attributesOf(kind: string, given: JsonObject): JsonObject {
  switch (kind) {
    case 'heading':
      return { level: levelOf(given['level']) }
    case 'task':
      return { checked: given['checked'] === true }
    case 'number':
      return { start: wholeFrom(0, given['start']) }
    case 'code':
      return { language: wordOf(given['language']) }
    default:
      return {}
  }
}

function levelOf(value: unknown): number {
  const level = wholeFrom(1, value)
  return level !== null && level <= 6 ? level : 1
}

function wholeFrom(least: number, value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least ? value : null
}

function wordOf(value: unknown): string {
  return typeof value === 'string' && value.length <= LONGEST_WORD ? value : ''
}
