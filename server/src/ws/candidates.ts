import { isDocumentId, isOpenRoomName } from '@weft/shared/ids'
import { documentName, openRoomName } from '../core/names.ts'

/** What an address may mean. */
export interface Candidate {
  /** In the store. */
  name: string
  /** Whether it comes into being by being opened. */
  orNew: boolean
  /** Whether pages of other origins may use it. */
  anyOrigin: boolean
}

const PREFIX = '/sync/'

/**
 * What the path `/sync/<name>` may mean, the first that exists being meant: the document of this id, or where they
 * are allowed the open room of this name (PROTOCOL.md, N1–N3). The path is taken as it was sent: no `..` is resolved.
 */
export function candidates(path: string, openRooms: boolean): Candidate[] {
  if (!path.startsWith(PREFIX)) return []
  const name = path.slice(PREFIX.length)
  const found: Candidate[] = []
  if (isDocumentId(name)) found.push({ name: documentName(name), orNew: false, anyOrigin: false })
  if (openRooms && isOpenRoomName(name))
    found.push({ name: openRoomName(name), orNew: true, anyOrigin: true })
  return found
}
