import {
  auditFilter,
  auditPage,
  changingPerson,
  changingSettings,
  deletingPerson,
  invitationId,
  invitationList,
  inviting,
  oneTimeLink,
  peopleList,
  settings,
  usage,
} from '@weft/shared/api/administration'
import { id } from '@weft/shared/api/fields'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { findMember } from '../../directory/accounts.ts'
import { note, readAudit } from '../../directory/audit.ts'
import { writeCsv } from '../../directory/auditCsv.ts'
import type { Directory } from '../../directory/directory.ts'
import { readEmail } from '../../directory/emails.ts'
import { listInvitations, makeLink, withdrawInvitation } from '../../directory/oneTimeLinks.ts'
import * as people from '../../directory/people.ts'
import { Refused } from '../../directory/refused.ts'
import type { PersonRecord } from '../../directory/schema.ts'
import { endSessions } from '../../directory/sessions.ts'
import { changeSettings, readSettings } from '../../directory/settings.ts'
import type { Log } from '../../ports/log.ts'
import type { Mail, Mailer } from '../../ports/mailer.ts'
import { actorOf, personOf } from '../authorise.ts'
import { invitationMail, resetMail } from '../mails.ts'

export interface AdministrationParts {
  directory: Directory
  mailer: Mailer | null
  address(request: FastifyRequest): string
  /** How many are connected now. */
  connections(): number
  log: Log
}

const PAGE = 100
const EXPORTED = 100_000
const ofPerson = z.object({ person: id })
const ofInvitation = z.object({ invitation: invitationId })
const administering = { needs: 'administrator' } as const

/** What administrators see and do: people, the policy of the server, and what was done by whom. */
export async function administrationRoutes(app: FastifyInstance, parts: AdministrationParts): Promise<void> {
  const { directory, mailer } = parts
  const api = app.withTypeProvider<ZodTypeProvider>()

  const member = async (person: string): Promise<PersonRecord> => {
    const found = await findMember(directory, person)
    if (found === null) throw new Refused('notFound', 'there is no such person')
    return found
  }
  /** Whether it went out; the link is shown too, to be handed over by other means. */
  const send = async (mail: Mail): Promise<boolean> => {
    if (mailer === null) return false
    return mailer.send(mail).then(
      () => true,
      (error: unknown) => {
        parts.log.error('a mail could not be sent', { error })
        return false
      },
    )
  }

  api.get(
    '/api/administration/people',
    { config: administering, schema: { summary: 'All members', response: { 200: peopleList } } },
    async () => ({ people: await people.listPeople(directory) }),
  )

  api.post(
    '/api/administration/invitations',
    {
      config: administering,
      schema: {
        summary: 'A link with which one account is made',
        body: inviting,
        response: { 201: oneTimeLink },
      },
    },
    async (request, reply) => {
      const email = request.body.email === undefined ? null : readEmail(request.body.email)
      const { secret, expiresAt } = await makeLink(directory, 'invitation', {
        email,
        isAdministrator: request.body.isAdministrator === true ? 1 : 0,
        createdBy: personOf(request).person,
      })
      const link = `${parts.address(request)}/join#${secret}`
      const mailed = email !== null && (await send(invitationMail(email, link)))
      await note(directory, actorOf(request), 'personInvited', { detail: email ?? '' })
      return reply.code(201).send({ link, expiresAt, mailed })
    },
  )

  api.get(
    '/api/administration/invitations',
    {
      config: administering,
      schema: { summary: 'Invitations that are open', response: { 200: invitationList } },
    },
    async () => ({ invitations: await listInvitations(directory) }),
  )

  api.delete(
    '/api/administration/invitations/:invitation',
    { config: administering, schema: { summary: 'Take an invitation back', params: ofInvitation } },
    async (request, reply) => {
      const email = await withdrawInvitation(directory, request.params.invitation)
      await note(directory, actorOf(request), 'invitationWithdrawn', { detail: email ?? '' })
      return reply.code(204).send()
    },
  )

  api.patch(
    '/api/administration/people/:person',
    {
      config: administering,
      schema: {
        summary: 'Suspend somebody, or make them an administrator, or not',
        params: ofPerson,
        body: changingPerson,
      },
    },
    async (request, reply) => {
      const { isSuspended, isAdministrator } = request.body
      const subject = await member(request.params.person)
      const actor = actorOf(request)
      if (isSuspended !== undefined) {
        await people.setSuspended(directory, subject.id, isSuspended)
        await note(directory, actor, isSuspended ? 'personSuspended' : 'personResumed', { subject })
      }
      if (isAdministrator !== undefined) {
        await people.setAdministrator(directory, subject.id, isAdministrator)
        await note(directory, actor, 'administratorChanged', { subject, detail: String(isAdministrator) })
      }
      return reply.code(204).send()
    },
  )

  api.post(
    '/api/administration/people/:person/reset',
    {
      config: administering,
      schema: {
        summary: 'A link with which somebody takes a new password',
        params: ofPerson,
        response: { 201: oneTimeLink },
      },
    },
    async (request, reply) => {
      const subject = await member(request.params.person)
      const { secret, expiresAt } = await makeLink(directory, 'reset', {
        person: subject.id,
        createdBy: personOf(request).person,
      })
      const link = `${parts.address(request)}/join#${secret}`
      const mailed = subject.email !== null && (await send(resetMail(subject.email, link)))
      await note(directory, actorOf(request), 'resetLinkMade', { subject })
      return reply.code(201).send({ link, expiresAt, mailed })
    },
  )

  api.delete(
    '/api/administration/people/:person/sessions',
    { config: administering, schema: { summary: 'Sign somebody out everywhere', params: ofPerson } },
    async (request, reply) => {
      const subject = await member(request.params.person)
      await endSessions(directory, subject.id, null)
      await note(directory, actorOf(request), 'sessionEnded', { subject, detail: 'all' })
      return reply.code(204).send()
    },
  )

  api.post(
    '/api/administration/people/:person/delete',
    {
      config: administering,
      schema: {
        summary: 'Delete somebody, and hand their documents over',
        params: ofPerson,
        body: deletingPerson,
      },
    },
    async (request, reply) => {
      const subject = await member(request.params.person)
      await people.deletePerson(directory, subject.id, request.body.heir)
      await note(directory, actorOf(request), 'personDeleted', { subject, detail: request.body.heir ?? '' })
      return reply.code(204).send()
    },
  )

  api.get(
    '/api/administration/settings',
    {
      config: administering,
      schema: { summary: 'Who may come in by themselves', response: { 200: settings } },
    },
    () => readSettings(directory),
  )

  api.patch(
    '/api/administration/settings',
    {
      config: administering,
      schema: { summary: 'Change who may come in by themselves', body: changingSettings },
    },
    async (request, reply) => {
      const { domains, registration, guests } = request.body
      if (domains !== undefined && domains.length > 0 && mailer === null)
        throw new Refused(
          'cannotMail',
          'an address is proved by a mail, which this server cannot send: set SMTP_URL first',
        )
      await changeSettings(directory, {
        ...(domains !== undefined && {
          domains: domains.map((domain) => domain.trim().toLowerCase().replace(/^@/, '')),
        }),
        ...(registration !== undefined && { registration }),
        ...(guests !== undefined && { guests }),
      })
      await note(directory, actorOf(request), 'settingsChanged', { detail: JSON.stringify(request.body) })
      return reply.code(204).send()
    },
  )

  api.get(
    '/api/administration/usage',
    { config: administering, schema: { summary: 'How much there is', response: { 200: usage } } },
    async () => ({ ...(await people.usageOf(directory)), connections: parts.connections() }),
  )

  api.get(
    '/api/administration/audit',
    {
      config: administering,
      schema: {
        summary: 'What was done by whom, latest first',
        querystring: auditFilter,
        response: { 200: auditPage },
      },
    },
    async (request) => {
      const entries = await readAudit(directory, request.query, PAGE + 1)
      return { entries: entries.slice(0, PAGE), isLast: entries.length <= PAGE }
    },
  )

  api.get(
    '/api/administration/audit.csv',
    { config: administering, schema: { summary: 'The same as a table', querystring: auditFilter } },
    async (request, reply) => {
      const entries = await readAudit(directory, request.query, EXPORTED)
      await note(directory, actorOf(request), 'exported', { detail: 'audit' })
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="weft-audit.csv"')
        .send(writeCsv(entries))
    },
  )
}
