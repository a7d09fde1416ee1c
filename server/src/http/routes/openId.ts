import { identityList, linkBegun } from '@weft/shared/api/account'
import type { ProblemKind } from '@weft/shared/api/problems'
import { returnPath } from '@weft/shared/returnPath'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { networkOf } from '../../core/network.ts'
import { note } from '../../directory/audit.ts'
import { Ceremonies } from '../../directory/ceremonies.ts'
import type { Directory } from '../../directory/directory.ts'
import * as identities from '../../directory/identities.ts'
import { Refused } from '../../directory/refused.ts'
import type { Log } from '../../ports/log.ts'
import { actorOf, personOf } from '../authorise.ts'
import { clearCeremony, type IsSecure, readCeremony, setCeremony } from '../cookies.ts'
import type { Confirmation } from '../confirmation.ts'
import { type Entrance, guestOf } from '../entrance.ts'
import type { Limits } from '../limits.ts'
import type { Asked, OpenIdProvider } from '../openIdProvider.ts'

export interface OpenIdParts {
  directory: Directory
  entrance: Entrance
  confirmation: Confirmation
  limits: Limits
  openIdProviders: ReadonlyMap<string, OpenIdProvider>
  address(request: FastifyRequest): string
  isSecure: IsSecure
  log: Log
}

/** What a browser went to a provider for. */
interface Journey {
  provider: string
  asked: Asked
  /** The page to go to afterwards. */
  next: string
  /** Who wants to be let in by it from now on; null for somebody who wants in. */
  linking: string | null
}

const ofProvider = z.object({ provider: z.string().max(64) })

/** Signing in from elsewhere (OpenID Connect Core 1.0, the code flow, with PKCE of RFC 7636). */
export async function openIdRoutes(app: FastifyInstance, parts: OpenIdParts): Promise<void> {
  const { directory, entrance, confirmation, limits, openIdProviders, isSecure } = parts
  const api = app.withTypeProvider<ZodTypeProvider>()
  const journeys = new Ceremonies<Journey>(directory)

  const providerOf = (id: string): OpenIdProvider => {
    const provider = openIdProviders.get(id)
    if (provider === undefined) throw new Refused('notFound', 'there is no such provider')
    return provider
  }
  const callback = (request: FastifyRequest, id: string): string =>
    `${parts.address(request)}/api/openid/${id}/callback`
  const depart = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { provider, next, linking }: Omit<Journey, 'asked'>,
  ): Promise<URL> => {
    const asked = await providerOf(provider).ask(callback(request, provider))
    // In a cookie: who comes back must be who went, or somebody would be signed in as somebody else.
    setCeremony(reply, journeys.begin({ provider, asked, next, linking }), isSecure(request))
    return asked.url
  }

  api.get(
    '/api/openid/:provider',
    {
      config: { needs: 'nothing' },
      schema: {
        summary: 'Go and sign in elsewhere',
        params: ofProvider,
        querystring: z.object({ next: z.string().optional() }),
      },
    },
    async (request, reply) => {
      const next = returnPath(request.query.next)
      if (!limits.beginnings.take(networkOf(request.ip)))
        throw new Refused('tooMany', 'too many tries; wait a moment')
      try {
        const url = await depart(request, reply, { provider: request.params.provider, next, linking: null })
        return await reply.redirect(url.href)
      } catch (error) {
        if (error instanceof Refused) throw error
        parts.log.error('a provider does not answer', { error })
        return reply.redirect('/sign-in?problem=unavailable')
      }
    },
  )

  api.get(
    '/api/openid/:provider/callback',
    { config: { needs: 'whoever' }, schema: { summary: 'Come back from there', params: ofProvider } },
    async (request, reply) => {
      const { provider } = request.params
      const journey = journeys.end(readCeremony(request) ?? '')
      clearCeremony(reply, isSecure(request))
      const linking = journey?.linking ?? null
      try {
        if (journey === null || journey.provider !== provider)
          throw new Refused('expiredLink', 'this took too long; begin again')
        const answered = new URL(request.url, parts.address(request))
        const claim = await providerOf(provider).read(answered, journey.asked)
        if (linking === null) {
          const person = await identities.enterByClaim(directory, { provider, ...claim }, guestOf(request))
          await entrance.enter(request, reply, person, 'signedIn')
          return await reply.redirect(journey.next)
        }
        // Both sides at once: signed in here, still as who began, and there.
        if (typeof request.who === 'string' || request.who.person !== linking || request.who.session === null)
          throw new Refused('notSignedIn', 'sign in first')
        await identities.linkIdentity(directory, linking, { provider, ...claim })
        await note(directory, actorOf(request), 'identityLinked', { detail: provider })
        return await reply.redirect('/account')
      } catch (error) {
        if (!(error instanceof Refused))
          parts.log.warn('somebody came back from a provider in vain', { error })
        const kind: ProblemKind = error instanceof Refused ? error.kind : 'unavailable'
        return reply.redirect(`${linking === null ? '/sign-in' : '/account'}?problem=${kind}`)
      }
    },
  )

  api.get(
    '/api/me/identities',
    {
      config: { needs: 'session' },
      schema: { summary: 'What lets one in from elsewhere', response: { 200: identityList } },
    },
    async (request) => ({ identities: await identities.listIdentities(directory, personOf(request).person) }),
  )

  api.post(
    '/api/me/identities/:provider',
    {
      config: { needs: 'session' },
      schema: {
        summary: 'Begin to be let in by a provider',
        params: ofProvider,
        response: { 201: linkBegun },
      },
    },
    async (request, reply) => {
      const who = personOf(request)
      await confirmation.require(who)
      const journey = { provider: request.params.provider, next: '/account', linking: who.person }
      const url = await depart(request, reply, journey)
      return reply.code(201).send({ url: url.href })
    },
  )

  api.delete(
    '/api/me/identities/:provider',
    {
      config: { needs: 'session' },
      schema: { summary: 'Be let in by a provider no more', params: ofProvider },
    },
    async (request, reply) => {
      await identities.unlinkIdentity(directory, personOf(request).person, request.params.provider)
      await note(directory, actorOf(request), 'identityUnlinked', { detail: request.params.provider })
      return reply.code(204).send()
    },
  )
}
