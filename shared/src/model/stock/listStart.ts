import * as Y from 'yjs'
import type { Json } from '../page.ts'
import type { Piece } from './piece.ts'
import { roleOf } from './roleOf.ts'

/** Where a list begins to count, if its first item must say so: when it is not 1, or when the list before would go on. */
export function listStart(list: Y.XmlElement, before: Piece | undefined): Json {
  // TipTap says `start`, ProseMirror's own lists `order`.
  const given: unknown = list.getAttribute('start') ?? list.getAttribute('order')
  const start = typeof given === 'number' && Number.isSafeInteger(given) && given >= 0 ? given : 1
  return start === 1 && !isNumbered(before) ? null : start
}

function isNumbered(piece: Piece | undefined): boolean {
  const role = piece instanceof Y.XmlElement ? roleOf(piece.nodeName) : null
  return role?.is === 'list' && role.item === 'number'
}
