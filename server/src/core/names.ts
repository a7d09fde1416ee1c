import { isDocumentId, isOpenRoomName } from '@weft/shared/ids'

/** A name in the store, and whether it comes into being by being opened. */
export interface Candidate {
  name: string
  orNew: boolean
  /** Pages of other origins may use it. */
  anyOrigin: boolean
}

const PREFIX = '/sync/'

/** The name of a document in the store. */
export const documentName = (id: string): string => `doc/${id}`

/**
 * What `/sync/<name>` may mean, the first that exists being meant: the document of this id, or where they are
 * allowed the open room of this name. Open rooms have a namespace of their own (PROTOCOL.md, N1–N3).
 */
export function candidates(pathname: string, openRooms: boolean): Candidate[] {
  if (!pathname.startsWith(PREFIX)) return []
  const name = pathname.slice(PREFIX.length)
  const found: Candidate[] = []
  if (isDocumentId(name)) found.push({ name: documentName(name), orNew: false, anyOrigin: false })
  if (openRooms && isOpenRoomName(name)) found.push({ name: `open/${name}`, orNew: true, anyOrigin: true })
  return found
}
