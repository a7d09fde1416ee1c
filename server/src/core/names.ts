/** The name of a document in the store. Open rooms have names of their own beside it (PROTOCOL.md, N3). */
export const documentName = (id: string): string => `doc/${id}`
export const openRoomName = (name: string): string => `open/${name}`
