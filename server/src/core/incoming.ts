import { type Outline, outlineOf } from './soundUpdate.ts'

/** Bytes that Yjs could not read or apply. Nothing of them was kept (PROTOCOL.md, R2). */
export class RefusedUpdate extends Error {
  override name = 'RefusedUpdate'
}

/** An update that was read: its bytes, and what they are about. */
export interface Incoming {
  bytes: Uint8Array
  outline: Outline
}

/** Reads an update without applying it. Throws RefusedUpdate when it is none, or one that does harm (R2). */
export function readUpdate(bytes: Uint8Array): Incoming {
  return { bytes, outline: orRefuse(() => outlineOf(bytes)) }
}

/** What `read` returns; throws RefusedUpdate in the place of whatever it throws. */
export function orRefuse<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new RefusedUpdate('these bytes are not what they should be', { cause: error })
  }
}
