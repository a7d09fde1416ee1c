import {
  confirmingSecondFactor,
  endingSecondFactor,
  recoveryCodes,
  secondFactorBegun,
} from '@weft/shared/api/account'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { note } from '../../directory/audit.ts'
import type { Directory } from '../../directory/directory.ts'
import * as secondFactor from '../../directory/secondFactor.ts'
import { actorOf, personOf } from '../authorise.ts'
import type { Confirmation } from '../confirmation.ts'

/** The code of an authenticator, asked for after the password. */
export async function secondFactorRoutes(
  app: FastifyInstance,
  { directory, confirmation }: { directory: Directory; confirmation: Confirmation },
): Promise<void> {
  const api = app.withTypeProvider<ZodTypeProvider>()

  api.post(
    '/api/me/second-factor',
    {
      config: { needs: 'session' },
      schema: {
        summary: 'A secret for an authenticator; it counts when confirmed',
        response: { 201: secondFactorBegun },
      },
    },
    async (request, reply) => {
      const who = personOf(request)
      await confirmation.require(who)
      const { person, email, name } = who
      return reply.code(201).send(await secondFactor.beginSecondFactor(directory, person, email ?? name))
    },
  )

  api.post(
    '/api/me/second-factor/confirm',
    {
      config: { needs: 'session' },
      schema: {
        summary: 'Turn the second factor on with a code of the authenticator',
        body: confirmingSecondFactor,
        response: { 200: recoveryCodes },
      },
    },
    async (request) => {
      const who = personOf(request)
      confirmation.notTooOften(who)
      const codes = await secondFactor.confirmSecondFactor(directory, who.person, request.body.code)
      await note(directory, actorOf(request), 'secondFactorOn')
      return { codes }
    },
  )

  api.post(
    '/api/me/second-factor/end',
    {
      config: { needs: 'session' },
      schema: { summary: 'Turn the second factor off', body: endingSecondFactor },
    },
    async (request, reply) => {
      const who = personOf(request)
      await confirmation.confirm(who, request.body.password)
      await secondFactor.endSecondFactor(directory, who.person)
      await note(directory, actorOf(request), 'secondFactorOff')
      return reply.code(204).send()
    },
  )
}
