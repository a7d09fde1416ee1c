/**
 * Why the server ended a connection, as WebSocket close codes (PROTOCOL.md, C1–C3).
 * A stock y-websocket client gives up on 4400–4499 and comes back after every other code.
 */
export const closeCodes = {
  malformed: 4400,
  notSignedIn: 4401,
  notAllowed: 4403,
  noSuchDocument: 4404,
  tooLarge: 4413,
  damaged: 4500,
  unavailable: 4503,
  tooSlow: 4508,
  tooMany: 4529,
} as const

export type CloseReason = keyof typeof closeCodes

/** RFC 6455: a message so large that not even its bytes were gathered. */
const MESSAGE_TOO_BIG = 1009

/** The reason behind a close code, or null for a code that is not Weft's. */
export function reasonOfClose(code: number): CloseReason | null {
  if (code === MESSAGE_TOO_BIG) return 'tooLarge'
  const found = Object.entries(closeCodes).find(([, value]) => value === code)
  return found === undefined ? null : (found[0] as CloseReason)
}

/** Whether to come back after this close: not where the same would only happen again (C2). */
export function isWorthRetrying(code: number): boolean {
  return code !== MESSAGE_TOO_BIG && !(code >= 4400 && code < 4500)
}
