import { madeTicket, madeToken, makingToken, sessionList, tokenList } from '@weft/shared/api/account'
import { id } from '@weft/shared/api/fields'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { networkOf } from '../../core/network.ts'
import { endToken, listTokens, makeToken } from '../../directory/apiTokens.ts'
import { note } from '../../directory/audit.ts'
import type { Directory } from '../../directory/directory.ts'
import { Refused } from '../../directory/refused.ts'
import { endSession, endSessions, listSessions } from '../../directory/sessions.ts'
import type { Tickets } from '../../directory/tickets.ts'
import { actorOf, personOf } from '../authorise.ts'
import type { Confirmation } from '../confirmation.ts'
import type { Limits } from '../limits.ts'

const params = z.object({ id })
const signedIn = { needs: 'session' } as const

export interface SessionParts {
  directory: Directory
  tickets: Tickets
  confirmation: Confirmation
  limits: Limits
}

/** What lets somebody in: the sessions of their devices, tokens for their programs, tickets for one socket. */
export async function sessionRoutes(app: FastifyInstance, parts: SessionParts): Promise<void> {
  const { directory, tickets, confirmation, limits } = parts
  const api = app.withTypeProvider<ZodTypeProvider>()

  api.get(
    '/api/me/sessions',
    { config: signedIn, schema: { summary: 'Where one is signed in', response: { 200: sessionList } } },
    async (request) => {
      const { person, session } = personOf(request)
      const rows = await listSessions(directory, person)
      return { sessions: rows.map((row) => ({ ...row, isThis: row.id === session })) }
    },
  )

  api.delete(
    '/api/me/sessions/:id',
    { config: signedIn, schema: { summary: 'Sign out another device', params } },
    async (request, reply) => {
      if (!(await endSession(directory, personOf(request).person, request.params.id)))
        throw new Refused('notFound', 'there is no such session any more')
      await note(directory, actorOf(request), 'sessionEnded')
      return reply.code(204).send()
    },
  )

  api.delete(
    '/api/me/sessions',
    { config: signedIn, schema: { summary: 'Sign out all other devices' } },
    async (request, reply) => {
      const { person, session } = personOf(request)
      await endSessions(directory, person, session)
      await note(directory, actorOf(request), 'sessionEnded', { detail: 'all others' })
      return reply.code(204).send()
    },
  )

  api.get(
    '/api/me/tokens',
    { config: signedIn, schema: { summary: 'One’s tokens', response: { 200: tokenList } } },
    async (request) => ({ tokens: await listTokens(directory, personOf(request).person) }),
  )

  api.post(
    '/api/me/tokens',
    {
      config: signedIn,
      schema: {
        summary: 'Make a token; it is shown this once',
        body: makingToken,
        response: { 201: madeToken },
      },
    },
    async (request, reply) => {
      const who = personOf(request)
      await confirmation.require(who)
      const made = await makeToken(directory, who.person, request.body)
      await note(directory, actorOf(request), 'tokenMade', { detail: made.name })
      return reply.code(201).send(made)
    },
  )

  api.delete(
    '/api/me/tokens/:id',
    { config: signedIn, schema: { summary: 'End a token', params } },
    async (request, reply) => {
      if (!(await endToken(directory, personOf(request).person, request.params.id)))
        throw new Refused('notFound', 'there is no such token any more')
      await note(directory, actorOf(request), 'tokenEnded')
      return reply.code(204).send()
    },
  )

  api.post(
    '/api/tickets',
    {
      config: { needs: 'person' },
      schema: { summary: 'A ticket for one WebSocket, within half a minute', response: { 201: madeTicket } },
    },
    async ({ proof, ip }, reply) => {
      if (!limits.beginnings.take(networkOf(ip)))
        throw new Refused('tooMany', 'too many tickets; wait a moment')
      if (proof === null) throw new Refused('notSignedIn', 'sign in first')
      return reply.code(201).send({ ticket: tickets.make(proof) })
    },
  )
}
