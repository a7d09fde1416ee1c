import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { newDocumentId } from '@weft/shared/ids'

type Random = (bytes: Uint8Array<ArrayBuffer>) => void

/** Mints an id: of a person, a group, a session on a list. It says nothing and lets nobody in. */
export const newId = (random: Random): string => newDocumentId(random)

/** Mints what lets somebody in, about 260 bits; `prefix` tells whoever finds it in the wrong place what it is. */
export const newSecret = (random: Random, prefix = ''): string =>
  prefix + newDocumentId(random) + newDocumentId(random)

/** What is kept of a secret: it has more than enough randomness, so that a plain hash cannot be turned back. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** A text that only who knows the key can have written: `text.signature`. */
export const sign = (text: string, key: string): string => `${text}.${signatureOf(text, key)}`

/** The text behind a signature, or null when it is not of this key. */
export function verify(signed: string, key: string): string | null {
  const dot = signed.lastIndexOf('.')
  const text = signed.slice(0, dot)
  const given = Buffer.from(signed.slice(dot + 1))
  const right = Buffer.from(signatureOf(text, key))
  return dot > 0 && given.length === right.length && timingSafeEqual(given, right) ? text : null
}

const signatureOf = (text: string, key: string): string =>
  createHmac('sha256', key).update(text).digest('base64url')
