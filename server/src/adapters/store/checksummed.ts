import { crc32 } from 'node:zlib'

const CHECKSUM_BYTES = 4

/** Puts a CRC-32 before the bytes. */
export function seal(bytes: Uint8Array): Uint8Array {
  const sealed = new Uint8Array(CHECKSUM_BYTES + bytes.length)
  new DataView(sealed.buffer).setUint32(0, crc32(bytes))
  sealed.set(bytes, CHECKSUM_BYTES)
  return sealed
}

/** The bytes behind their checksum; null when they are not what was sealed. */
export function unseal(sealed: Uint8Array): Uint8Array | null {
  if (sealed.length < CHECKSUM_BYTES) return null
  const bytes = sealed.subarray(CHECKSUM_BYTES)
  const checksum = new DataView(sealed.buffer, sealed.byteOffset).getUint32(0)
  return crc32(bytes) === checksum ? bytes : null
}
