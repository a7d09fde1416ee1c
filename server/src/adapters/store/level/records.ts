import { seal, unseal } from '../checksummed.ts'

/**
 * The keys and records of a document in LevelDB. A name never holds `!`, and positions have a fixed width, so that
 * the records of one document lie side by side in their order.
 */
const HEAD = 'head!'
export const headKey = (document: string): string => HEAD + document
export const documentOfHead = (key: string): string => key.slice(HEAD.length)
/** The bounds of the heads of all documents. */
export const allHeads = { gt: HEAD, lt: 'head"' }
export const snapshotKey = (document: string, position: number): string =>
  `snap!${document}!${digits(position)}`
export const updateKey = (document: string, position: number): string => `log!${document}!${digits(position)}`

/** The keys of all updates of a document behind a position, as bounds for an iterator. */
export const updatesAfter = (document: string, position: number): { gt: string; lt: string } => ({
  gt: updateKey(document, position),
  lt: `log!${document}!~`,
})

export const positionOf = (key: string): number => Number.parseInt(key.slice(key.lastIndexOf('!') + 1), 36)

/** Twelve digits of base 36 hold more than 2^53. */
const digits = (position: number): string => position.toString(36).padStart(12, '0')

/** The bounds of all snapshots of a document. */
export const snapshotsOf = (document: string): { gt: string; lt: string } => ({
  gt: `snap!${document}!`,
  lt: `snap!${document}!~`,
})

/** Of the records. A newer one is not touched by an older server. */
export const FORMAT = 1

/** What the store knows of a document beside its updates. */
export interface Head {
  format: number
  /** The position of the snapshot in force; 0 for none. */
  snapshot: number
  /** What that snapshot holds, as base64. */
  stateVector?: string
}

export const sealHead = (head: Head): Uint8Array => seal(new TextEncoder().encode(JSON.stringify(head)))

/** Null when the bytes are not what was sealed. */
export function unsealHead(sealed: Uint8Array): Head | null {
  const bytes = unseal(sealed)
  return bytes === null ? null : (JSON.parse(new TextDecoder().decode(bytes)) as Head)
}

/** The head of a document whose log is folded up to a position. */
export const headOver = (position: number, stateVector: Uint8Array | null): Head => ({
  format: FORMAT,
  snapshot: position,
  ...(stateVector !== null && { stateVector: Buffer.from(stateVector).toString('base64') }),
})

export const stateVectorIn = ({ stateVector }: Head): Uint8Array | null =>
  stateVector === undefined ? null : Buffer.from(stateVector, 'base64')
