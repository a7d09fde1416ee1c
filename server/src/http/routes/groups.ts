import { groupList, madeGroup, namingGroup } from '@weft/shared/api/administration'
import { id } from '@weft/shared/api/fields'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { note } from '../../directory/audit.ts'
import type { Directory } from '../../directory/directory.ts'
import * as groups from '../../directory/groups.ts'
import { subjectOf } from '../../directory/people.ts'
import { actorOf } from '../authorise.ts'

const ofGroup = z.object({ group: id })
const ofMember = z.object({ group: id, person: id })
const administering = { needs: 'administrator' } as const

/** Groups of members, which are given rights together. */
export async function groupRoutes(
  app: FastifyInstance,
  { directory }: { directory: Directory },
): Promise<void> {
  const api = app.withTypeProvider<ZodTypeProvider>()

  api.get(
    '/api/administration/groups',
    { config: administering, schema: { summary: 'All groups', response: { 200: groupList } } },
    async () => ({ groups: await groups.listGroups(directory) }),
  )

  api.post(
    '/api/administration/groups',
    {
      config: administering,
      schema: { summary: 'Make a group', body: namingGroup, response: { 201: madeGroup } },
    },
    async (request, reply) => {
      const made = await groups.makeGroup(directory, request.body.name)
      await note(directory, actorOf(request), 'groupMade', { detail: request.body.name })
      return reply.code(201).send({ id: made })
    },
  )

  api.patch(
    '/api/administration/groups/:group',
    { config: administering, schema: { summary: 'Rename a group', params: ofGroup, body: namingGroup } },
    async (request, reply) => {
      await groups.renameGroup(directory, request.params.group, request.body.name)
      await note(directory, actorOf(request), 'groupChanged', { detail: request.body.name })
      return reply.code(204).send()
    },
  )

  api.delete(
    '/api/administration/groups/:group',
    { config: administering, schema: { summary: 'Delete a group', params: ofGroup } },
    async (request, reply) => {
      const detail = await groups.groupName(directory, request.params.group)
      await groups.deleteGroup(directory, request.params.group)
      await note(directory, actorOf(request), 'groupDeleted', { detail })
      return reply.code(204).send()
    },
  )

  api.put(
    '/api/administration/groups/:group/members/:person',
    { config: administering, schema: { summary: 'Put a member into a group', params: ofMember } },
    async (request, reply) => {
      const { group, person } = request.params
      await groups.joinGroup(directory, group, person)
      await note(directory, actorOf(request), 'groupChanged', {
        subject: await subjectOf(directory, person),
        detail: `${await groups.groupName(directory, group)}: in`,
      })
      return reply.code(204).send()
    },
  )

  api.delete(
    '/api/administration/groups/:group/members/:person',
    { config: administering, schema: { summary: 'Take a member out of a group', params: ofMember } },
    async (request, reply) => {
      const { group, person } = request.params
      await groups.leaveGroup(directory, group, person)
      await note(directory, actorOf(request), 'groupChanged', {
        subject: await subjectOf(directory, person),
        detail: `${await groups.groupName(directory, group)}: out`,
      })
      return reply.code(204).send()
    },
  )
}
