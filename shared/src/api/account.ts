import * as z from 'zod/mini'
import { email, id, name, password, personShown, secret, time } from './fields.ts'

export const registration = z.enum(['open', 'invite', 'closed'])
export type Registration = z.infer<typeof registration>

const code = z.string().check(z.maxLength(40))

/** `GET /api/me`: who the request comes from, and how one may come in. */
export const me = z.object({
  person: z.nullable(
    z.extend(personShown, {
      email: z.nullable(z.string()),
      isAdministrator: z.boolean(),
      hasPassword: z.boolean(),
      /** Whether a code of an authenticator is asked for after the password. */
      hasSecondFactor: z.boolean(),
    }),
  ),
  /** Whether the first administrator is still to be made, with the link that the server has printed. */
  needsSetup: z.boolean(),
  registration,
  /** Whose address ends so may ask for an invitation by mail, where registration is not open to all. */
  domains: z.array(z.string()),
  /** Whether people without an account may work here. */
  guests: z.boolean(),
  /** Whether this server can send mail. */
  canMail: z.boolean(),
  /** Other places where people may prove who they are (OpenID Connect). */
  providers: z.array(z.object({ id: z.string(), label: z.string() })),
})
export type Me = z.infer<typeof me>

/** `PATCH /api/me` */
export const renaming = z.object({ name })
/** `POST /api/sign-in`; `code` is asked for with the problem `codeNeeded`. */
export const signingIn = z.object({ email, password, code: z.optional(code) })
/** `POST /api/register`; `token` is that of an invitation, or of the link that makes the first administrator. */
export const registering = z.object({ name, email, password, token: z.optional(secret) })
/** `POST /api/links/look`: what a one-time link is good for. */
export const lookingAtLink = z.object({ token: secret })
export const linkSeen = z.object({
  kind: z.enum(['setup', 'invitation', 'reset']),
  email: z.nullable(z.string()),
  name: z.nullable(z.string()),
})
export type LinkSeen = z.infer<typeof linkSeen>
/** `POST /api/password/forgotten` and `POST /api/invitations/ask`: always answered the same; what comes of it comes by mail. */
export const askingByMail = z.object({ email })
/** `POST /api/password/reset` */
export const resetting = z.object({ token: secret, password })
/** `POST /api/me/password`; `current` may be left out where there is none yet. */
export const changingPassword = z.object({ current: z.optional(password), password })
/** `POST /api/me/confirm`: the present password, before what is refused with `confirmationNeeded`. */
export const confirmingMe = z.object({ password })
/** `POST /api/me/delete` */
export const deletingMe = z.object({ password: z.optional(password) })

/** `GET /api/me/sessions`: where one is signed in. */
const session = z.object({
  id,
  device: z.string(),
  address: z.string(),
  createdAt: time,
  seenAt: time,
  isThis: z.boolean(),
})
export const sessionList = z.object({ sessions: z.array(session) })

/** `GET /api/me/tokens`, and `POST`, whose answer alone holds the token itself. */
const scope = z.enum(['read', 'write'])
const apiToken = z.object({
  id,
  name: z.string(),
  scope,
  createdAt: time,
  expiresAt: z.nullable(time),
  usedAt: z.nullable(time),
})
export type ApiToken = z.infer<typeof apiToken>
export const tokenList = z.object({ tokens: z.array(apiToken) })
export const makingToken = z.object({
  name,
  scope,
  /** Days until it ends; null for one that does not. */
  days: z.nullable(z.int().check(z.minimum(1), z.maximum(3650))),
})
export const madeToken = z.extend(apiToken, { token: z.string() })

/** `POST /api/tickets`: lets one WebSocket in, within half a minute, as `?ticket=`. */
export const madeTicket = z.object({ ticket: z.string() })

/** `POST /api/me/second-factor` begins, `…/confirm` makes it count; the recovery codes are shown this once. */
export const secondFactorBegun = z.object({ secret: z.string(), uri: z.string() })
export const confirmingSecondFactor = z.object({ code })
export const recoveryCodes = z.object({ codes: z.array(z.string()) })
/** `POST /api/me/second-factor/end` */
export const endingSecondFactor = z.object({ password: z.optional(password) })

/** `GET /api/me/passkeys` */
const passkey = z.object({ id: z.string(), name: z.string(), createdAt: time, usedAt: z.nullable(time) })
export const passkeyList = z.object({ passkeys: z.array(passkey) })
/** What an authenticator is asked, in WebAuthn's own JSON, and its answer. */
export const ceremony = z.object({ id, options: z.record(z.string(), z.unknown()) })
const answer = z.looseObject({ id: z.string().check(z.maxLength(1400)) })
export const addingPasskey = z.object({ id, response: answer, name })
export const signingInByPasskey = z.object({ id, response: answer })

/** `GET /api/me/identities`: the accounts elsewhere that let one in here. */
export const identityList = z.object({
  identities: z.array(z.object({ provider: z.string(), email: z.nullable(z.string()), linkedAt: time })),
})
/** `POST /api/me/identities/:provider` answers with the address at which the other side is proved. */
export const linkBegun = z.object({ url: z.string() })
