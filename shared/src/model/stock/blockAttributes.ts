import type * as Y from 'yjs'
import type { Json, JsonObject } from '../page.ts'
import { readAttributes } from './readAttributes.ts'

const LONGEST_WORD = 64

/** What a block mark says beside the attributes of its kind, and in a table [M6, M17]. */
const RESERVED: ReadonlySet<string> = new Set(['id', 'kind', 'indent', 'columns', 'rows', 'cells'])

/** Kinds whose text stock nodes keep in an attribute. */
const TEXTS = new Map([
  ['image', 'caption'],
  ['file', 'caption'],
  ['math', 'tex'],
])

/** The attributes of a node for a block of this kind, and the text that stood in one of them. */
export function blockAttributes(kind: string, node: Y.XmlElement): { attributes: JsonObject; text: string } {
  const given = readAttributes(kind, node)
  const text = given[TEXTS.get(kind) ?? '']
  const kept = Object.entries(given).filter(
    ([key, value]) => !RESERVED.has(key) && key !== TEXTS.get(kind) && !saysNothing(kind, key, value),
  )
  return {
    attributes: { ...Object.fromEntries(kept), ...required(kind, given) },
    text: typeof text === 'string' ? text : '',
  }
}

/** BlockNote writes its defaults into every block; whether a toggle is open is the reader's own. */
function saysNothing(kind: string, key: string, value: Json): boolean {
  if (kind === 'toggle' && key === 'open') return true
  if (key === 'textColor' || key === 'backgroundColor') return value === 'default'
  if (key === 'textAlignment') return value === 'left'
  if (key === 'showPreview') return value === true
  return key === 'isToggleable' && value === false
}

function required(kind: string, { level, checked, start, language }: JsonObject): JsonObject {
  switch (kind) {
    case 'heading':
      return { level: isWhole(level) && level >= 1 && level <= 6 ? level : 1 }
    case 'task':
      return { checked: checked === true }
    case 'number':
      return { start: isWhole(start) && start >= 0 ? start : null }
    case 'code':
      return { language: typeof language === 'string' && language.length <= LONGEST_WORD ? language : '' }
    default:
      return {}
  }
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value)
}
