import { type DocumentId, isDocumentId, isOpenRoomName } from '@weft/shared/ids'
import { documentName, openRoomName } from '../core/names.ts'

/** What an address means. */
export interface Wanted {
  /** In the store. */
  name: string
  /** The document, which one needs a right on; null for an open room, which is there for all, and made by being opened. */
  document: DocumentId | null
}

const PREFIX = '/sync/'

/**
 * What the path `/sync/<name>` means: a document where the name is the id of one, be it there or not, or where they are
 * allowed an open room (PROTOCOL.md, N1–N3). The path is taken as it was sent: no `..` is resolved.
 */
export function wantedOf(path: string, openRooms: boolean): Wanted | null {
  if (!path.startsWith(PREFIX)) return null
  const name = path.slice(PREFIX.length)
  if (isDocumentId(name)) return { name: documentName(name), document: name }
  return openRooms && isOpenRoomName(name) ? { name: openRoomName(name), document: null } : null
}
