import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Action, can } from '@weft/shared/roles'
import { isDocumentId } from '@weft/shared/ids'
import { useToken } from '../directory/apiTokens.ts'
import type { Actor } from '../directory/audit.ts'
import { credentialsOf } from '../directory/credentials.ts'
import { type Identification, identify, type Identity, proofOf, type Unknown } from '../directory/identity.ts'
import type { Proof } from '../directory/proof.ts'
import { Refused } from '../directory/refused.ts'
import { type Rights, rightsOn } from '../directory/rights.ts'
import { useSession } from '../directory/sessions.ts'
import { type IsSecure, setSession } from './cookies.ts'

/**
 * What a route asks of whoever comes, one of these for each:
 * - `nothing`: it is not even looked who it is;
 * - `whoever`: it is looked, and everybody may;
 * - `anybody`: everybody but who shows something that does not count (any more);
 * - `person`: guests and members;
 * - `member`: who has an account, by session or token;
 * - `session`: who has an account and is signed in, as tokens must not make tokens;
 * - `administrator`: such a one who administers the server;
 * - a document and an action: who may do this to the document of `:id`. To everybody else there is no such document.
 */
type Needs =
  | 'nothing'
  | 'whoever'
  | 'anybody'
  | 'person'
  | 'member'
  | 'session'
  | 'administrator'
  | { document: Action; inTrash?: boolean }

declare module 'fastify' {
  interface FastifyContextConfig {
    needs?: Needs
  }
  interface FastifyRequest {
    who: Identity | Unknown
    proof: Proof | null
    /** On the document of the route, where it asks for a right. */
    rights: Rights | null
  }
}

/** Puts every request to the API to the question whether it may. A route that does not say what it needs cannot be added. */
export function authorise(app: FastifyInstance, identification: Identification, isSecure: IsSecure): void {
  app.decorateRequest('who', 'nobody')
  app.decorateRequest('proof', null)
  app.decorateRequest('rights', null)
  app.addHook('onRoute', ({ url, config }) => {
    if (url.startsWith('/api/') && config?.needs === undefined)
      throw new Error(`the route ${url} does not say who may use it`)
  })
  app.addHook('onRequest', async (request, reply) => {
    const needs = request.routeOptions.config.needs ?? 'nothing'
    // What one person may see is kept by no cache, on no shared device.
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store')
    if (needs === 'nothing') return
    await identifyRequest(request, reply, identification, isSecure)
    await check(request, needs, identification)
  })
}

async function identifyRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  identification: Identification,
  isSecure: IsSecure,
): Promise<void> {
  const { directory } = identification
  const { origin, 'sec-fetch-site': site } = request.headers
  // A page of ours says so with everything that changes something. What only reads, other sites cannot read.
  const fromOwnPage = request.method === 'GET' || origin !== undefined || site === 'same-origin'
  const credentials = credentialsOf(request.headers, new URLSearchParams(), { fromOwnPage })
  const proof = proofOf(credentials, identification)
  if (proof === 'refused') return void (request.who = 'refused')
  request.proof = proof
  request.who = await identify(directory, proof)
  if (typeof request.who === 'string') return
  const { session, token } = request.who
  if (token !== null) await useToken(directory, token)
  if (session !== null && credentials.session !== null && (await useSession(directory, session)))
    setSession(reply, credentials.session, isSecure(request))
}

async function check(request: FastifyRequest, needs: Needs, { directory }: Identification): Promise<void> {
  const { who } = request
  if (needs === 'whoever') return
  if (who === 'refused') throw notSignedIn()
  if (needs !== 'anybody' && who !== 'nobody' && who.readsOnly && request.method !== 'GET')
    throw new Refused('notAllowed', 'this token may only read')
  if (typeof needs === 'object') return checkDocument(request, who, needs, directory)
  if (needs === 'anybody') return
  if (who === 'nobody' || (needs !== 'person' && who.isGuest)) throw notSignedIn()
  if (needs === 'person' || needs === 'member') return
  if (who.session === null)
    throw new Refused('notAllowed', 'this needs somebody who is signed in, not a token')
  if (needs === 'administrator' && !who.isAdministrator)
    throw new Refused('notAllowed', 'only administrators may do this')
}

async function checkDocument(
  request: FastifyRequest,
  who: Identity | 'nobody',
  { document: action, inTrash = false }: Extract<Needs, object>,
  directory: Identification['directory'],
): Promise<void> {
  const { id } = request.params as { id: string }
  const rights = isDocumentId(id) ? await rightsOn(directory, who, id) : null
  const isThere = rights !== null && (rights.document.trashedAt !== null) === inTrash
  if (!isThere || !can(rights.role, 'read') || (inTrash && !can(rights.role, 'trash')))
    throw new Refused('notFound', 'there is no such document, or you may not see it')
  if (!can(rights.role, action)) throw new Refused('notAllowed', 'you may not do this to this document')
  request.rights = rights
}

const notSignedIn = (): Refused => new Refused('notSignedIn', 'sign in first')

/** The person of a request to a route that needs one. */
export function personOf({ who }: FastifyRequest): Identity {
  if (typeof who === 'string') throw new Error('this route does not need a person')
  return who
}

/** The rights of a request to a route that needs one. */
export function rightsOf({ rights }: FastifyRequest): Rights {
  if (rights === null) throw new Error('this route does not need a right on a document')
  return rights
}

/** Who does something, for what is written down about it. */
export function actorOf({ who, ip }: FastifyRequest): Actor {
  if (typeof who === 'string') return { person: null, name: null, address: ip }
  return { person: who.person, name: who.name, address: ip }
}
