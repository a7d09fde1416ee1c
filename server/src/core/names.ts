const DOCUMENT = 'doc/'
const OPEN_ROOM = 'open/'

/** The name of a document in the store. Open rooms have names of their own beside it (PROTOCOL.md, N3). */
export const documentName = (id: string): string => DOCUMENT + id
export const openRoomName = (name: string): string => OPEN_ROOM + name

/** The document of a name in the store; null for an open room. */
export const documentOf = (name: string): string | null =>
  name.startsWith(DOCUMENT) ? name.slice(DOCUMENT.length) : null
