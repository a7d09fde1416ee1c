import type { FastifyReply, FastifyRequest } from 'fastify'
import { GUEST_COOKIE, readCookies, SESSION_COOKIE } from '../directory/credentials.ts'
import { SESSION_MS } from '../directory/sessions.ts'

const YEAR_SECONDS = 365 * 24 * 60 * 60

/** Whether the page is reached by TLS, as far as can be told: then its cookies never leave it. */
export type IsSecure = (request: FastifyRequest) => boolean

/** Keeps somebody signed in. The cookie is no script's, and no other site's pages make it count. */
export const setSession = (reply: FastifyReply, secret: string, secure: boolean): void =>
  set(reply, SESSION_COOKIE, secret, SESSION_MS / 1000, secure)

export const clearSession = (reply: FastifyReply, secure: boolean): void =>
  set(reply, SESSION_COOKIE, '', 0, secure)

/** Lets a guest be the same person the next time. */
export const setGuest = (reply: FastifyReply, cookie: string, secure: boolean): void =>
  set(reply, GUEST_COOKIE, cookie, YEAR_SECONDS, secure)

export const clearGuest = (reply: FastifyReply, secure: boolean): void =>
  set(reply, GUEST_COOKIE, '', 0, secure)

const CEREMONY_COOKIE = 'weft_journey'
const TEN_MINUTES = 600

/** Ties a journey to another provider to the browser that went on it. */
export const setCeremony = (reply: FastifyReply, id: string, secure: boolean): void =>
  set(reply, CEREMONY_COOKIE, id, TEN_MINUTES, secure)

export const clearCeremony = (reply: FastifyReply, secure: boolean): void =>
  set(reply, CEREMONY_COOKIE, '', 0, secure)

export const readCeremony = (request: FastifyRequest): string | null =>
  readCookies(request.headers.cookie ?? '').get(CEREMONY_COOKIE) ?? null

/** RFC 6265bis, 4.1. The values are letters, digits, dots, dashes and underscores. */
function set(reply: FastifyReply, name: string, value: string, seconds: number, secure: boolean): void {
  const attributes = [
    `Max-Age=${Math.floor(seconds)}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    secure && 'Secure',
  ]
  // Fastify gathers several of this header.
  void reply.header('set-cookie', [`${name}=${value}`, ...attributes.filter(Boolean)].join('; '))
}
