/** The name of a document in URLs and in the store: 22 characters of base62, about 131 bits. */
export type DocumentId = string & { readonly __brand: 'DocumentId' }

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const DOCUMENT_ID = /^[0-9A-Za-z]{22}$/
const ROOM_NAME = /^[A-Za-z0-9_.:/-]{1,128}$/

/**
 * Mints an unguessable document id.
 * @param random fills an array with random bytes, like `crypto.getRandomValues`.
 */
export function newDocumentId(random: (bytes: Uint8Array<ArrayBuffer>) => void): DocumentId {
  let id = ''
  const bytes = new Uint8Array(new ArrayBuffer(32))
  while (id.length < 22) {
    random(bytes)
    for (const byte of bytes) {
      // 248 is the largest multiple of 62 in a byte: what lies above would favour some letters.
      if (byte < 248 && id.length < 22) id += ALPHABET[byte % 62]
    }
  }
  return id as DocumentId
}

export function isDocumentId(text: string): text is DocumentId {
  return DOCUMENT_ID.test(text)
}

/** Whether a stock client may open a room of this name where open rooms are allowed (PROTOCOL.md, N2). */
export function isOpenRoomName(name: string): boolean {
  return (
    ROOM_NAME.test(name) &&
    name.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..')
  )
}
