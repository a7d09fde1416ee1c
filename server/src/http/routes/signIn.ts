import {
  askingByMail,
  linkSeen,
  lookingAtLink,
  registering,
  resetting,
  signingIn,
} from '@weft/shared/api/account'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { networkOf } from '../../core/network.ts'
import * as accounts from '../../directory/accounts.ts'
import { note } from '../../directory/audit.ts'
import type { Directory } from '../../directory/directory.ts'
import { findLink } from '../../directory/oneTimeLinks.ts'
import { Refused } from '../../directory/refused.ts'
import { checkSecondFactor, hasSecondFactor } from '../../directory/secondFactor.ts'
import { endSession } from '../../directory/sessions.ts'
import type { Log } from '../../ports/log.ts'
import type { Mailer } from '../../ports/mailer.ts'
import { actorOf } from '../authorise.ts'
import { clearSession, type IsSecure } from '../cookies.ts'
import { type Entrance, guestOf } from '../entrance.ts'
import type { Limits } from '../limits.ts'
import { invitationMail, resetMail } from '../mails.ts'

export interface SignInParts {
  directory: Directory
  limits: Limits
  mailer: Mailer | null
  entrance: Entrance
  /** Where people find the server, for links in mails. */
  address(request: FastifyRequest): string
  isSecure: IsSecure
  log: Log
}

/** How one comes in, and goes out again. */
export async function signInRoutes(app: FastifyInstance, parts: SignInParts): Promise<void> {
  const { directory, limits, mailer, entrance, isSecure } = parts
  const api = app.withTypeProvider<ZodTypeProvider>()

  const notTooOften = (request: FastifyRequest): void => {
    if (!limits.entrances.take(networkOf(request.ip))) throw tooMany()
  }
  const notTooManyMails = (email: string): void => {
    if (!limits.ofPerson.take(`mail ${email.toLowerCase()}`)) throw tooMany()
  }
  /** Whoever asked is answered the same, and as soon, whether there is anybody to write to or not. */
  const afterwards = (work: () => Promise<void>): void => {
    work().catch((error: unknown) => parts.log.error('a mail could not be sent', { error }))
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
      notTooOften(request)
      const link = await findLink(directory, request.body.token)
      if (link === null)
        throw new Refused('expiredLink', 'this link was used already, or is too old; ask for a new one')
      limits.entrances.giveBack(networkOf(request.ip))
      const person = link.person === null ? null : await accounts.findMember(directory, link.person)
      return { kind: link.kind, email: link.email ?? person?.email ?? null, name: person?.name ?? null }
    },
  )

  api.post(
    '/api/register',
    { config: { needs: 'whoever' }, schema: { summary: 'Make an account, and sign in', body: registering } },
    async (request, reply) => {
      notTooOften(request)
      const { token = null, ...account } = request.body
      const options = { token, guest: guestOf(request), canMail: mailer !== null }
      const person = await accounts.register(directory, account, options)
      await entrance.enter(request, reply, person, 'registered')
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
      notTooOften(request)
      notTooManyMails(request.body.email)
      if (mailer === null)
        throw new Refused('cannotMail', 'this server cannot send mail; ask an administrator for a link')
      const address = parts.address(request)
      afterwards(async () => {
        const made = await accounts.askForInvitation(directory, request.body.email)
        if (made !== null) await mailer.send(invitationMail(made.email, `${address}/join#${made.secret}`))
      })
      return reply.code(202).send()
    },
  )

  api.post(
    '/api/sign-in',
    { config: { needs: 'whoever' }, schema: { summary: 'Sign in with a password', body: signingIn } },
    async (request, reply) => {
      const { email, password } = request.body
      const account = email.trim().toLowerCase()
      const network = networkOf(request.ip)
      notTooOften(request)
      if (!limits.passwords.take(account, network)) throw tooMany()
      const failed = (detail: string): Promise<void> =>
        note(directory, { person: null, name: null, address: request.ip }, 'signInFailed', { detail })
      const person = await accounts.checkPassword(directory, email, password)
      if (person === null) {
        await failed(email.slice(0, 254))
        throw new Refused('wrongPassword', 'the address or the password is wrong')
      }
      if (await hasSecondFactor(directory, person.id)) {
        const { code } = request.body
        if (code === undefined) throw new Refused('codeNeeded', 'give the code of your authenticator too')
        if (!limits.ofPerson.take(`code ${person.id}`)) throw tooMany()
        await checkSecondFactor(directory, person.id, code).catch(async (error: unknown) => {
          await failed(`${email.slice(0, 254)}, code`)
          throw error
        })
      }
      limits.passwords.forget(account, network)
      limits.entrances.giveBack(network)
      await entrance.enter(request, reply, person, 'signedIn')
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
        await note(directory, actorOf(request), 'signedOut')
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
      notTooOften(request)
      notTooManyMails(request.body.email)
      if (mailer === null)
        throw new Refused('cannotMail', 'this server cannot send mail; ask an administrator for a link')
      const address = parts.address(request)
      afterwards(async () => {
        const made = await accounts.forgotPassword(directory, request.body.email)
        if (made !== null)
          await mailer.send(resetMail(made.person.email ?? '', `${address}/join#${made.secret}`))
      })
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
      notTooOften(request)
      const person = await accounts.resetPassword(directory, request.body.token, request.body.password)
      // A link shows that somebody reads a mail, and is no second factor: with one, they sign in as always.
      if (await hasSecondFactor(directory, person.id)) {
        await note(directory, { person: person.id, name: person.name, address: request.ip }, 'passwordReset')
      } else await entrance.enter(request, reply, person, 'passwordReset')
      return reply.code(204).send()
    },
  )
}

const tooMany = (): Refused => new Refused('tooMany', 'too many tries; wait a few minutes, then try again')
