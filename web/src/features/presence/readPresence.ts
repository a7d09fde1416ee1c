import { isRecord } from '../../state/isRecord.ts'
import { colorOf } from '../../ui/palette.ts'

/** A stretch of the document, as positions of the editor. */
export interface Span {
  anchor: number
  head: number
}

/** What another page says about its person, after it was checked. An empty name is a guest's. */
export interface Presence {
  name: string
  color: string
}

const LONGEST = 60
const COLOR = /^#[0-9a-f]{6}$/i
// Control characters, and the signs that turn the direction of everything after them.
// oxlint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** Reads who another page's person is, whatever its awareness state holds; null for one that says nothing. Never throws. */
export function readPresence(state: unknown, client: number): Presence | null {
  if (!isRecord(state)) return null
  const user = isRecord(state['user']) ? state['user'] : {}
  return {
    name: readName(user['name']),
    color: readColor(user['color'], client),
  }
}

function readName(name: unknown): string {
  if (typeof name !== 'string') return ''
  // Cut before anything else: a megabyte of name must cost nothing.
  const short = Array.from(
    name
      .slice(0, LONGEST * 4)
      .replaceAll(UNSAFE, '')
      .trim(),
  )
  return short.slice(0, LONGEST).join('')
}

function readColor(color: unknown, client: number): string {
  return typeof color === 'string' && COLOR.test(color) ? color : colorOf(client)
}

/**
 * Where another page's cursor stands, whatever it holds; null for one that is nowhere. Never throws.
 * `resolve` finds its place in this document.
 */
export function readCursor(cursor: unknown, resolve: (cursor: unknown) => Span | null): Span | null {
  if (!isRecord(cursor)) return null
  try {
    return resolve(cursor)
  } catch {
    return null
  }
}
