import { colorOfClient } from '@weft/shared/palette'
import { cleanName } from '@weft/shared/personName'
import { isRecord } from '../../state/isRecord.ts'

/** A stretch of the document, as positions of the editor. */
export interface Span {
  anchor: number
  head: number
}

/** What another page says about its person, after it was checked. An empty name is a guest's. */
export interface Presence {
  name: string
  color: string
  /** Whom the server takes them for; the same on all pages of one person. */
  id?: string
  /** Without an account: the name is their own word. */
  isGuest?: true
}

const COLOR = /^#[0-9a-f]{6}$/i

/** What has been read: all that follow the presence of a page read each of its states, ten in a second of one that moves. */
const read = new WeakMap<object, Presence>()

/** Reads who another page's person is, whatever its awareness state holds; null for one that says nothing. Never throws. */
export function readPresence(state: unknown, client: number): Presence | null {
  if (!isRecord(state)) return null
  const before = read.get(state)
  if (before !== undefined) return before
  const presence = readPerson(state, client)
  read.set(state, presence)
  return presence
}

function readPerson(state: Record<string, unknown>, client: number): Presence {
  const user = isRecord(state['user']) ? state['user'] : {}
  return {
    name: typeof user['name'] === 'string' ? cleanName(user['name']) : '',
    color: readColor(user['color'], client),
    ...(typeof user['id'] === 'string' && { id: user['id'] }),
    ...(user['isGuest'] === true && { isGuest: true }),
  }
}

function readColor(color: unknown, client: number): string {
  return typeof color === 'string' && COLOR.test(color) ? color : colorOfClient(client)
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
