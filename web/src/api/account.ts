import {
  ceremony,
  identityList,
  linkBegun,
  linkSeen,
  madeToken,
  passkeyList,
  recoveryCodes,
  secondFactorBegun,
  sessionList,
  tokenList,
} from '@weft/shared/api/account'
import { ask, tell } from './request.ts'

// Each throws Refusal.
export const signIn = (email: string, password: string, code?: string) =>
  tell('POST', '/api/sign-in', { email, password, ...(code !== undefined && { code }) })
export const signOut = () => tell('POST', '/api/sign-out')
export const register = (account: { name: string; email: string; password: string; token?: string }) =>
  tell('POST', '/api/register', account)
export const askForInvitation = (email: string) => tell('POST', '/api/invitations/ask', { email })
export const forgotPassword = (email: string) => tell('POST', '/api/password/forgotten', { email })
export const resetPassword = (token: string, password: string) =>
  tell('POST', '/api/password/reset', { token, password })
export const lookAtLink = (token: string) => ask(linkSeen, 'POST', '/api/links/look', { token })

export const changePassword = (current: string | undefined, password: string) =>
  tell('POST', '/api/me/password', { ...(current !== undefined && { current }), password })
/** Shows the password again, for a quarter of an hour. */
export const confirmMe = (password: string) => tell('POST', '/api/me/confirm', { password })
/** `password` is left out by who has none. */
export const deleteAccount = (password?: string) =>
  tell('POST', '/api/me/delete', { ...(password !== undefined && { password }) })
export const listSessions = async () => (await ask(sessionList, 'GET', '/api/me/sessions')).sessions
export const endSession = (id: string) => tell('DELETE', `/api/me/sessions/${id}`)
export const endOtherSessions = () => tell('DELETE', '/api/me/sessions')
export const listTokens = async () => (await ask(tokenList, 'GET', '/api/me/tokens')).tokens
export const makeToken = (wanted: { name: string; scope: 'read' | 'write'; days: number | null }) =>
  ask(madeToken, 'POST', '/api/me/tokens', wanted)
export const endToken = (id: string) => tell('DELETE', `/api/me/tokens/${id}`)

export const beginSecondFactor = () => ask(secondFactorBegun, 'POST', '/api/me/second-factor')
export const confirmSecondFactor = async (code: string) =>
  (await ask(recoveryCodes, 'POST', '/api/me/second-factor/confirm', { code })).codes
export const endSecondFactor = (password?: string) =>
  tell('POST', '/api/me/second-factor/end', { ...(password !== undefined && { password }) })

export const listPasskeys = async () => (await ask(passkeyList, 'GET', '/api/me/passkeys')).passkeys
export const beginPasskey = () => ask(ceremony, 'POST', '/api/me/passkeys/begin')
export const addPasskey = (id: string, response: unknown, name: string) =>
  tell('POST', '/api/me/passkeys', { id, response, name })
export const removePasskey = (id: string) => tell('DELETE', `/api/me/passkeys/${encodeURIComponent(id)}`)
export const beginPasskeySignIn = () => ask(ceremony, 'POST', '/api/passkeys/begin')
export const signInByPasskey = (id: string, response: unknown) =>
  tell('POST', '/api/passkeys/sign-in', { id, response })

export const listIdentities = async () => (await ask(identityList, 'GET', '/api/me/identities')).identities
export const linkIdentity = async (provider: string) =>
  (await ask(linkBegun, 'POST', `/api/me/identities/${provider}`)).url
export const unlinkIdentity = (provider: string) => tell('DELETE', `/api/me/identities/${provider}`)
