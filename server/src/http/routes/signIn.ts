import {
  askingByMail,
  linkSeen,
  lookingAtLink,
  registering,
  resetting,
  signingIn,
} from '@weft/shared/api/account'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Attempts } from '../../core/attempts.ts'
import * as accounts from '../../directory/accounts.ts'
import { note } from '../../directory/audit.ts'
import type { Directory } from '../../directory/directory.ts'
import { adoptGuest } from '../../directory/guests.ts'
import { findLink } from '../../directory/oneTimeLinks.ts'
import { Refused } from '../../directory/refused.ts'
import type { PersonRecord } from '../../directory/schema.ts'
import { beginSession, endSession } from '../../directory/sessions.ts'
import type { Log } from '../../ports/log.ts'
import type { Mailer } from '../../ports/mailer.ts'
import { clearGuest, clearSession, type IsSecure, setSession } from '../cookies.ts'
import { invitationMail, resetMail } from '../mails.ts'

export interface SignInParts {
  directory: Directory
  /** How often passwords and one-time links may be tried. */
  signInAttempts: Attempts
  /** The same for all that comes from one address. */
  addressAttempts: Attempts
  mailer: Mailer | null
  /** Where people find the server, for links in mails. */
  address(request: FastifyRequest): string
  isSecure: IsSecure
  log: Log
}

/** How one comes in, and goes out again. */
export async function signInRoutes(app: FastifyInstance, parts: SignInParts): Promise<void> {
  const { directory, signInAttempts, addressAttempts, mailer, isSecure } = parts
  const api = app.withTypeProvider<ZodTypeProvider>()

  const notTooOften = (request: FastifyRequest, account: string): void => {
    if (!addressAttempts.take(request.ip) || !signInAttempts.take(account))
      throw new Refused('tooMany', 'too many tries; wait a few minutes, then try again')
  }
  /** What was written as a guest on this device goes along. */
  const guestOf = ({ who }: FastifyRequest): string | null =>
    typeof who !== 'string' && who.isGuest ? who.person : null
  const enter = async (request: FastifyRequest, reply: FastifyReply, person: PersonRecord): Promise<void> => {
    const device = { device: request.headers['user-agent'] ?? '', address: request.ip }
    setSession(reply, await beginSession(directory, person.id, device), isSecure(request))
    clearGuest(reply, isSecure(request))
  }
  const mail = async (what: Parameters<Mailer['send']>[0]): Promise<void> => {
    // Whoever asked is answered the same, sent or not, and as soon.
    mailer?.send(what).catch((error: unknown) => parts.log.error('a mail could not be sent', { error }))
  }

  api.post(
    '/api/links/look',
    {
      config: { needs: 'nothing' },
      schema: {
        summary: 'What a one-time link is good for',
        body: lookingAtLink,
        response: { 200: linkSeen },
      },
    },
    async (request) => {
      if (!addressAttempts.take(request.ip))
        throw new Refused('tooMany', 'too many tries; wait a few minutes')
      const link = await findLink(directory, request.body.token)
      if (link === null)
        throw new Refused('expiredLink', 'this link was used already, or is too old; ask for a new one')
      const person = link.person === null ? null : await accounts.findMember(directory, link.person)
      return { kind: link.kind, email: link.email ?? person?.email ?? null, name: person?.name ?? null }
    },
  )

  api.post(
    '/api/register',
    { config: { needs: 'whoever' }, schema: { summary: 'Make an account, and sign in', body: registering } },
    async (request, reply) => {
      if (!addressAttempts.take(request.ip))
        throw new Refused('tooMany', 'too many tries; wait a few minutes')
      const { token = null, ...account } = request.body
      const options = { token, guest: guestOf(request), canMail: mailer !== null }
      const person = await accounts.register(directory, account, options)
      await enter(request, reply, person)
      await note(directory, { person: person.id, name: person.name, address: request.ip }, 'registered')
      return reply.code(201).send()
    },
  )

  api.post(
    '/api/invitations/ask',
    {
      config: { needs: 'nothing' },
      schema: { summary: 'Ask for an invitation by mail; always answered the same', body: askingByMail },
    },
    async (request, reply) => {
      notTooOften(request, `mail ${request.body.email.toLowerCase()}`)
      if (mailer === null)
        throw new Refused('cannotMail', 'this server cannot send mail; ask an administrator for a link')
      const made = await accounts.askForInvitation(directory, request.body.email)
      if (made !== null)
        await mail(invitationMail(made.email, `${parts.address(request)}/join#${made.secret}`))
      return reply.code(202).send()
    },
  )

  api.post(
    '/api/sign-in',
    { config: { needs: 'whoever' }, schema: { summary: 'Sign in with a password', body: signingIn } },
    async (request, reply) => {
      const { email, password } = request.body
      const account = `account ${email.trim().toLowerCase()}`
      notTooOften(request, account)
      const person = await accounts.checkPassword(directory, email, password)
      if (person === null) {
        await note(directory, { person: null, name: null, address: request.ip }, 'signInFailed', {
          detail: email.slice(0, 254),
        })
        throw new Refused('wrongPassword', 'the address or the password is wrong')
      }
      signInAttempts.forget(account)
      const guest = guestOf(request)
      if (guest !== null) {
        await directory.db.transaction().execute((db) => adoptGuest({ db }, guest, person.id))
        await directory.rightsChanged({ person: guest })
      }
      await enter(request, reply, person)
      await note(directory, { person: person.id, name: person.name, address: request.ip }, 'signedIn')
      return reply.code(204).send()
    },
  )

  api.post(
    '/api/sign-out',
    { config: { needs: 'whoever' }, schema: { summary: 'End the session of this device' } },
    async (request, reply) => {
      const { who } = request
      clearSession(reply, isSecure(request))
      if (typeof who !== 'string' && who.session !== null) {
        await endSession(directory, who.person, who.session)
        await note(directory, { person: who.person, name: who.name, address: request.ip }, 'signedOut')
      }
      return reply.code(204).send()
    },
  )

  api.post(
    '/api/password/forgotten',
    {
      config: { needs: 'nothing' },
      schema: { summary: 'Ask for a new password by mail; always answered the same', body: askingByMail },
    },
    async (request, reply) => {
      notTooOften(request, `mail ${request.body.email.toLowerCase()}`)
      if (mailer === null)
        throw new Refused('cannotMail', 'this server cannot send mail; ask an administrator for a link')
      const made = await accounts.forgotPassword(directory, request.body.email)
      if (made !== null)
        await mail(resetMail(made.person.email ?? '', `${parts.address(request)}/join#${made.secret}`))
      return reply.code(202).send()
    },
  )

  api.post(
    '/api/password/reset',
    {
      config: { needs: 'whoever' },
      schema: { summary: 'Set the password of whom a link was made for, and sign in', body: resetting },
    },
    async (request, reply) => {
      if (!addressAttempts.take(request.ip))
        throw new Refused('tooMany', 'too many tries; wait a few minutes')
      const person = await accounts.resetPassword(directory, request.body.token, request.body.password)
      await enter(request, reply, person)
      await note(directory, { person: person.id, name: person.name, address: request.ip }, 'passwordReset')
      return reply.code(204).send()
    },
  )
}
