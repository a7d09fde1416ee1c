import type * as Y from 'yjs'

/** The Y.Map that says of which version a page is. */
export const FORMAT = 'format'
const VERSION = 1

/** Whether a page is of a later version of the format than this one: then it is shown as far as it is known, and not written [M2]. */
export function isOfLaterVersion(doc: Y.Doc): boolean {
  const version: unknown = doc.getMap(FORMAT).get('version')
  return typeof version === 'number' && version > VERSION
}
