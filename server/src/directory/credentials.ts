import type { IncomingHttpHeaders } from 'node:http'
import type { Credentials } from '../ports/access.ts'

export const SESSION_COOKIE = 'weft_session'
export const GUEST_COOKIE = 'weft_guest'

/**
 * Reads what a request says of who it is from: cookies, `Authorization: Bearer`, `?token=` and `?ticket=`. A cookie is
 * sent by the browser whoever asks it to: it counts only together with `fromOwnPage`, the proof that a page of this
 * server asked.
 */
export function credentialsOf(
  headers: IncomingHttpHeaders,
  query: URLSearchParams,
  { fromOwnPage }: { fromOwnPage: boolean },
): Credentials {
  const cookies = fromOwnPage ? readCookies(headers.cookie ?? '') : new Map<string, string>()
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  return {
    session: cookies.get(SESSION_COOKIE) ?? null,
    guest: cookies.get(GUEST_COOKIE) ?? null,
    token: bearer ?? query.get('token'),
    ticket: query.get('ticket'),
  }
}

/** RFC 6265, 5.4: the first of several of one name is the most specific. */
export function readCookies(header: string): Map<string, string> {
  const cookies = new Map<string, string>()
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=')
    const name = pair.slice(0, at).trim()
    if (at > 0 && !cookies.has(name)) cookies.set(name, pair.slice(at + 1).trim())
  }
  return cookies
}
