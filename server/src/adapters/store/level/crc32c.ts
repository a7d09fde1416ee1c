const POLYNOMIAL = 0x82f63b78

const table = new Uint32Array(256).map((_, byte) => {
  let sum = byte
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ POLYNOMIAL : sum >>> 1
  return sum
})

/** CRC-32C (Castagnoli), the sum that LevelDB puts over its records. */
export function crc32c(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (let i = 0; i < bytes.length; i++) sum = (sum >>> 8) ^ table[(sum ^ bytes[i]!) & 0xff]!
  return ~sum >>> 0
}
