import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { addingPasskey, ceremony, passkeyList, signingInByPasskey } from '@weft/shared/api/account'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { networkOf } from '../../core/network.ts'
import { note } from '../../directory/audit.ts'
import { Ceremonies } from '../../directory/ceremonies.ts'
import type { Directory } from '../../directory/directory.ts'
import * as passkeys from '../../directory/passkeys.ts'
import { Refused } from '../../directory/refused.ts'
import { actorOf, personOf } from '../authorise.ts'
import type { Confirmation } from '../confirmation.ts'
import type { Entrance } from '../entrance.ts'
import type { Limits } from '../limits.ts'

export interface PasskeyParts {
  directory: Directory
  entrance: Entrance
  confirmation: Confirmation
  limits: Limits
  /** Where people find the server: a passkey is of one name, and works at no other. */
  address(request: FastifyRequest): string
}

/** Passkeys (W3C Web Authentication, level 3): a key on a device that the person unlocks there, in the place of a password and a code. */
export async function passkeyRoutes(app: FastifyInstance, parts: PasskeyParts): Promise<void> {
  const { directory, entrance, confirmation, limits } = parts
  const api = app.withTypeProvider<ZodTypeProvider>()
  /** The challenges that were given out, and to whom if they were signed in. */
  const begun = new Ceremonies<{ challenge: string; person: string | null }>(directory)
  const rp = (request: FastifyRequest): { origin: string; rpID: string } => {
    const { origin, hostname } = new URL(parts.address(request))
    return { origin, rpID: hostname }
  }
  const challengeFor = (id: string, person: string | null): string => {
    const found = begun.end(id)
    if (found === null || found.person !== person)
      throw new Refused('expiredLink', 'this took too long, or was answered already; begin again')
    return found.challenge
  }

  api.get(
    '/api/me/passkeys',
    { config: { needs: 'session' }, schema: { summary: 'One’s passkeys', response: { 200: passkeyList } } },
    async (request) => ({ passkeys: await passkeys.listPasskeys(directory, personOf(request).person) }),
  )

  api.post(
    '/api/me/passkeys/begin',
    {
      config: { needs: 'session' },
      schema: { summary: 'What to ask an authenticator for a new passkey', response: { 201: ceremony } },
    },
    async (request, reply) => {
      const who = personOf(request)
      await confirmation.require(who)
      const { person, name, email } = who
      const known = await passkeys.listPasskeys(directory, person)
      const options = await generateRegistrationOptions({
        rpName: 'Weft',
        rpID: rp(request).rpID,
        userName: email ?? name,
        userDisplayName: name,
        userID: new TextEncoder().encode(person),
        attestationType: 'none',
        excludeCredentials: known.map(({ id }) => ({ id })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      })
      const id = begun.begin({ challenge: options.challenge, person })
      return reply.code(201).send({ id, options: { ...options } })
    },
  )

  api.post(
    '/api/me/passkeys',
    { config: { needs: 'session' }, schema: { summary: 'Add a passkey', body: addingPasskey } },
    async (request, reply) => {
      const { person } = personOf(request)
      const { id, response, name } = request.body
      const { origin, rpID } = rp(request)
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response: response as unknown as RegistrationResponseJSON,
        expectedChallenge: challengeFor(id, person),
        expectedOrigin: origin,
        expectedRPID: rpID,
      }).catch(notVerified)
      if (!verified || registrationInfo === undefined) throw unknownPasskey()
      const { credential } = registrationInfo
      await passkeys.addPasskey(directory, person, {
        id: credential.id,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        name,
      })
      await note(directory, actorOf(request), 'passkeyAdded', { detail: name })
      return reply.code(201).send()
    },
  )

  api.delete(
    '/api/me/passkeys/:id',
    {
      config: { needs: 'session' },
      schema: { summary: 'Remove a passkey', params: z.object({ id: z.string().max(1400) }) },
    },
    async (request, reply) => {
      if (!(await passkeys.removePasskey(directory, personOf(request).person, request.params.id)))
        throw new Refused('notFound', 'there is no such passkey any more')
      await note(directory, actorOf(request), 'passkeyRemoved')
      return reply.code(204).send()
    },
  )

  api.post(
    '/api/passkeys/begin',
    {
      config: { needs: 'whoever' },
      schema: { summary: 'What to ask an authenticator to sign in', response: { 201: ceremony } },
    },
    async (request, reply) => {
      if (!limits.beginnings.take(networkOf(request.ip)))
        throw new Refused('tooMany', 'too many tries; wait a moment')
      const options = await generateAuthenticationOptions({
        rpID: rp(request).rpID,
        userVerification: 'required',
      })
      const id = begun.begin({ challenge: options.challenge, person: null })
      return reply.code(201).send({ id, options: { ...options } })
    },
  )

  api.post(
    '/api/passkeys/sign-in',
    { config: { needs: 'whoever' }, schema: { summary: 'Sign in with a passkey', body: signingInByPasskey } },
    async (request, reply) => {
      const network = networkOf(request.ip)
      if (!limits.entrances.take(network)) throw new Refused('tooMany', 'too many tries; wait a few minutes')
      const { id, response } = request.body
      const expectedChallenge = challengeFor(id, null)
      const found = await passkeys.findPasskey(directory, response.id)
      if (found === null) throw unknownPasskey()
      const { origin, rpID } = rp(request)
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: response as unknown as AuthenticationResponseJSON,
        expectedChallenge,
        expectedOrigin: origin,
        expectedRPID: rpID,
        credential: {
          id: response.id,
          publicKey: new Uint8Array(Buffer.from(found.publicKey, 'base64url')),
          counter: found.counter,
        },
      }).catch(notVerified)
      if (!verified || authenticationInfo === undefined) throw unknownPasskey()
      await passkeys.usePasskey(directory, response.id, authenticationInfo.newCounter)
      limits.entrances.giveBack(network)
      await entrance.enter(request, reply, found.person, 'signedIn')
      return reply.code(204).send()
    },
  )
}

/** The library throws at what does not fit, which is the answer's fault, and not the server's. */
const notVerified = (): {
  verified: false
  registrationInfo?: undefined
  authenticationInfo?: undefined
} => ({
  verified: false,
})

const unknownPasskey = (): Refused => new Refused('wrongPassword', 'this passkey lets nobody in here')
