import { createHmac, timingSafeEqual } from 'node:crypto'

/** RFC 6238 with what every authenticator app knows: SHA-1, six digits, a new code each 30 s. */
const STEP_MS = 30_000
const DIGITS = 6
/** RFC 4648, 6: the letters of a secret as people may have to type it. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A new secret of 160 bits (RFC 4226, 4). */
export function newTotpSecret(random: (bytes: Uint8Array<ArrayBuffer>) => void): string {
  const bytes = new Uint8Array(new ArrayBuffer(32))
  random(bytes)
  return Array.from(bytes, (byte) => BASE32[byte & 31]).join('')
}

/** What an authenticator app reads from a QR code. */
export function totpUri(secret: string, account: string): string {
  const parameters = new URLSearchParams({ secret, issuer: 'Weft', digits: String(DIGITS), period: '30' })
  return `otpauth://totp/${encodeURIComponent(`Weft:${account}`)}?${parameters.toString()}`
}

/** The code of a time step. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0')
}

/**
 * The time step of a code, or null when it is of none: one step early or late is allowed for, as clocks differ, and none
 * up to `after`, as a code counts once (RFC 6238, 5.2).
 */
export function stepOfCode(
  secret: string,
  code: string,
  { now, after }: { now: number; after: number },
): number | null {
  const given = Buffer.from(code.replaceAll(/\s/g, ''))
  const current = Math.floor(now / STEP_MS)
  for (const step of [current, current - 1, current + 1]) {
    const right = Buffer.from(totpCode(secret, step))
    if (step > after && given.length === right.length && timingSafeEqual(given, right)) return step
  }
  return null
}

function bytesOf(secret: string): Buffer {
  let bits = ''
  for (const letter of secret) bits += BASE32.indexOf(letter).toString(2).padStart(5, '0')
  return Buffer.from(Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2)))
}
