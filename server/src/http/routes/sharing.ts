import { id } from '@weft/shared/api/fields'
import {
  answering,
  asking,
  findingPeople,
  givingGroup,
  givingPerson,
  peopleFound,
  settingEveryone,
  settingLink,
  sharing,
  transferring,
} from '@weft/shared/api/sharing'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { note } from '../../directory/audit.ts'
import type { Directory } from '../../directory/directory.ts'
import { groupName } from '../../directory/groups.ts'
import { findPeople, subjectOf } from '../../directory/people.ts'
import { Refused } from '../../directory/refused.ts'
import * as rules from '../../directory/sharing.ts'
import { networkOf } from '../../core/network.ts'
import { actorOf, personOf, rightsOf } from '../authorise.ts'
import type { Log } from '../../ports/log.ts'
import type { Mailer } from '../../ports/mailer.ts'
import type { Limits } from '../limits.ts'
import { accessMail } from '../mails.ts'

const params = z.object({ id })
const ofPerson = z.object({ id, person: id })
const ofGroup = z.object({ id, group: id })
const mayShare = { needs: { document: 'share' } } as const

export interface SharingParts {
  directory: Directory
  limits: Limits
  mailer: Mailer | null
  log: Log
  /** Where people find the server, for links in mails. */
  address(request: FastifyRequest): string
}

/** Who may do what with a document. */
export async function sharingRoutes(app: FastifyInstance, parts: SharingParts): Promise<void> {
  const { directory, limits, mailer } = parts
  const api = app.withTypeProvider<ZodTypeProvider>()
  /** By mail too, where there is mail; whoever asked does not wait for it, and does not hear whether it went out. */
  const tell = ({ title, owners }: rules.Asked, name: string, link: string): void => {
    for (const { id: owner, email } of owners) {
      if (mailer === null || !limits.ofPerson.take(`asked ${owner}`)) continue
      mailer
        .send(accessMail(email, { name, title }, link))
        .catch((error: unknown) => parts.log.error('a mail could not be sent', { error }))
    }
  }

  api.get(
    '/api/documents/:id/sharing',
    {
      config: { needs: { document: 'read' } },
      schema: { summary: 'Who may do what with a document', params, response: { 200: sharing } },
    },
    (request) => rules.sharingOf(directory, rightsOf(request)),
  )

  api.put(
    '/api/documents/:id/link',
    {
      config: mayShare,
      schema: { summary: 'What whoever has the address may do', params, body: settingLink },
    },
    async (request, reply) => {
      const { id: document } = request.params
      await rules.setLink(directory, document, request.body)
      await note(directory, actorOf(request), 'linkChanged', { document, detail: request.body.role ?? 'off' })
      return reply.code(204).send()
    },
  )

  api.put(
    '/api/documents/:id/everyone',
    { config: mayShare, schema: { summary: 'What every member may do', params, body: settingEveryone } },
    async (request, reply) => {
      const { id: document } = request.params
      await rules.setEveryone(directory, document, request.body.role)
      await note(directory, actorOf(request), 'everyoneChanged', {
        document,
        detail: request.body.role ?? 'off',
      })
      return reply.code(204).send()
    },
  )

  api.put(
    '/api/documents/:id/people/:person',
    { config: mayShare, schema: { summary: 'Give a person a role', params: ofPerson, body: givingPerson } },
    async (request, reply) => {
      const { id: document, person } = request.params
      const { role } = request.body
      await rules.setPersonRole(directory, document, { person, role, by: personOf(request).person })
      await note(directory, actorOf(request), 'grantChanged', {
        document,
        subject: await subjectOf(directory, person),
        detail: role,
      })
      return reply.code(204).send()
    },
  )

  api.delete(
    '/api/documents/:id/people/:person',
    { config: mayShare, schema: { summary: 'Take a person’s role away', params: ofPerson } },
    async (request, reply) => {
      const { id: document, person } = request.params
      await rules.setPersonRole(directory, document, { person, role: null, by: personOf(request).person })
      await note(directory, actorOf(request), 'grantChanged', {
        document,
        subject: await subjectOf(directory, person),
        detail: 'none',
      })
      return reply.code(204).send()
    },
  )

  api.put(
    '/api/documents/:id/groups/:group',
    { config: mayShare, schema: { summary: 'Give a group a role', params: ofGroup, body: givingGroup } },
    async (request, reply) => {
      const { id: document, group } = request.params
      const { role } = request.body
      await rules.setGroupRole(directory, document, { group, role, by: personOf(request).person })
      await note(directory, actorOf(request), 'grantChanged', {
        document,
        detail: `${await groupName(directory, group)}: ${role}`,
      })
      return reply.code(204).send()
    },
  )

  api.delete(
    '/api/documents/:id/groups/:group',
    { config: mayShare, schema: { summary: 'Take a group’s role away', params: ofGroup } },
    async (request, reply) => {
      const { id: document, group } = request.params
      await rules.setGroupRole(directory, document, { group, role: null, by: personOf(request).person })
      await note(directory, actorOf(request), 'grantChanged', {
        document,
        detail: `${await groupName(directory, group)}: none`,
      })
      return reply.code(204).send()
    },
  )

  api.post(
    '/api/documents/:id/transfer',
    {
      config: mayShare,
      schema: { summary: 'Make somebody else the owner, and oneself an editor', params, body: transferring },
    },
    async (request, reply) => {
      const { id: document } = request.params
      const { person } = request.body
      await rules.transferDocument(directory, document, { from: personOf(request).person, to: person })
      await note(directory, actorOf(request), 'ownerChanged', {
        document,
        subject: await subjectOf(directory, person),
      })
      return reply.code(204).send()
    },
  )

  api.post(
    '/api/documents/:id/requests',
    {
      config: { needs: 'person' },
      schema: { summary: 'Ask the owners to be let in; always answered the same', params, body: asking },
    },
    async (request, reply) => {
      const { id: document } = request.params
      if (!limits.accessRequests.take(networkOf(request.ip)))
        throw new Refused('tooMany', 'too many requests; try again in a few minutes')
      const who = personOf(request)
      const asked = await rules.askForAccess(directory, document, who, request.body)
      await note(directory, actorOf(request), 'accessAsked', { document, detail: request.body.role })
      if (asked !== null) tell(asked, who.name, `${parts.address(request)}/d/${document}`)
      return reply.code(202).send()
    },
  )

  api.post(
    '/api/documents/:id/requests/:person',
    {
      config: mayShare,
      schema: { summary: 'Let somebody in who asked, or not', params: ofPerson, body: answering },
    },
    async (request, reply) => {
      const { id: document, person } = request.params
      const { role } = request.body
      if (role === null) await rules.declineRequest(directory, document, person)
      else await rules.setPersonRole(directory, document, { person, role, by: personOf(request).person })
      await note(directory, actorOf(request), 'grantChanged', {
        document,
        subject: await subjectOf(directory, person),
        detail: role ?? 'declined',
      })
      return reply.code(204).send()
    },
  )

  api.get(
    '/api/people',
    {
      config: { needs: 'member' },
      schema: {
        summary: 'Members and groups whose name or address begins like this',
        querystring: findingPeople,
        response: { 200: peopleFound },
      },
    },
    (request) => findPeople(directory, request.query.query, personOf(request)),
  )
}
