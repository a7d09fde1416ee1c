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
  return typeof color === 'string' && COLOR.test(color) && carriesWhite(color) ? color : colorOfClient(client)
}

/** Whether white letters can be read on a colour: a contrast of 3:1 (WCAG 2.2, 1.4.3 and «relative luminance»). */
function carriesWhite(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 3
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
