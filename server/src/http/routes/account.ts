import { changingPassword, confirmingMe, deletingMe, me, renaming } from '@weft/shared/api/account'
import { colorOfPerson } from '@weft/shared/palette'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { networkOf } from '../../core/network.ts'
import * as accounts from '../../directory/accounts.ts'
import { note } from '../../directory/audit.ts'
import type { Directory } from '../../directory/directory.ts'
import { rememberGuest } from '../../directory/guests.ts'
import { deletePerson } from '../../directory/people.ts'
import { Refused } from '../../directory/refused.ts'
import { hasSecondFactor } from '../../directory/secondFactor.ts'
import { readSettings } from '../../directory/settings.ts'
import type { Store } from '../../ports/store.ts'
import { actorOf, personOf } from '../authorise.ts'
import type { Confirmation } from '../confirmation.ts'
import { clearSession, type IsSecure } from '../cookies.ts'
import { exportPerson } from '../exportPerson.ts'
import type { Limits } from '../limits.ts'
import type { OpenIdProvider } from '../openIdProvider.ts'

export interface AccountParts {
  directory: Directory
  store: Pick<Store, 'load'>
  confirmation: Confirmation
  limits: Limits
  openIdProviders: ReadonlyMap<string, OpenIdProvider>
  canMail: boolean
  isSecure: IsSecure
}

/** Oneself. */
export async function accountRoutes(app: FastifyInstance, parts: AccountParts): Promise<void> {
  const { directory, store, confirmation, limits, openIdProviders, canMail, isSecure } = parts
  const api = app.withTypeProvider<ZodTypeProvider>()

  api.get(
    '/api/me',
    {
      config: { needs: 'whoever' },
      schema: { summary: 'Who one is, and how one may come in', response: { 200: me } },
    },
    async ({ who }) => {
      const { registration, domains, guests } = await readSettings(directory)
      const member =
        typeof who === 'string' || who.isGuest ? null : await accounts.findMember(directory, who.person)
      return {
        person:
          typeof who === 'string'
            ? null
            : {
                id: who.person,
                name: who.name,
                color: colorOfPerson(who.person),
                isGuest: who.isGuest,
                email: who.email,
                isAdministrator: who.isAdministrator,
                hasPassword: member !== null && member.passwordHash !== null,
                hasSecondFactor: member !== null && (await hasSecondFactor(directory, member.id)),
              },
        needsSetup: await accounts.needsSetup(directory),
        registration,
        domains: canMail ? domains : [],
        guests,
        canMail,
        providers: [...openIdProviders.values()].map(({ settings: { id, label } }) => ({ id, label })),
      }
    },
  )

  api.patch(
    '/api/me',
    { config: { needs: 'person' }, schema: { summary: 'Take another name', body: renaming } },
    async (request, reply) => {
      const who = personOf(request)
      if (who.isGuest) {
        if (!limits.making.take(networkOf(request.ip)))
          throw new Refused('tooMany', 'too many new names in a short time; try again in a minute')
        await rememberGuest(directory, who.person, '')
      }
      await accounts.rename(directory, who.person, request.body.name)
      return reply.code(204).send()
    },
  )

  api.post(
    '/api/me/password',
    {
      config: { needs: 'session' },
      schema: { summary: 'Take another password; all other sessions end', body: changingPassword },
    },
    async (request, reply) => {
      const who = personOf(request)
      await confirmation.confirm(who, request.body.current)
      await accounts.setPassword(directory, { ...who, id: who.person }, request.body.password, who.session)
      await note(directory, actorOf(request), 'passwordChanged')
      return reply.code(204).send()
    },
  )

  api.post(
    '/api/me/confirm',
    {
      config: { needs: 'session' },
      schema: { summary: 'Show one’s password again, for a quarter of an hour', body: confirmingMe },
    },
    async (request, reply) => {
      await confirmation.confirm(personOf(request), request.body.password)
      return reply.code(204).send()
    },
  )

  api.get(
    '/api/me/export',
    {
      config: { needs: 'session' },
      schema: { summary: 'All that is kept about oneself, and one’s documents' },
    },
    async (request, reply) => {
      if (!limits.ofPerson.take(`export ${personOf(request).person}`))
        throw new Refused('tooMany', 'that was asked for too often; wait a few minutes')
      await note(directory, actorOf(request), 'exported')
      return reply
        .type('application/json; charset=utf-8')
        .header('content-disposition', 'attachment; filename="weft-export.json"')
        .send(JSON.stringify(await exportPerson(directory, store, personOf(request)), null, 2))
    },
  )

  api.post(
    '/api/me/delete',
    {
      config: { needs: 'session' },
      schema: {
        summary: 'Delete one’s account; what one alone owns falls to the administrators',
        body: deletingMe,
      },
    },
    async (request, reply) => {
      const who = personOf(request)
      await confirmation.confirm(who, request.body.password)
      await deletePerson(directory, who.person, null)
      await note(directory, actorOf(request), 'personDeleted', {
        subject: { id: who.person, name: who.name },
      })
      clearSession(reply, isSecure(request))
      return reply.code(204).send()
    },
  )
}
