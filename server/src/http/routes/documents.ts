import {
  createdDocument,
  documentList,
  documentStanding,
  passing,
  trashList,
} from '@weft/shared/api/documents'
import { id as documentId } from '@weft/shared/api/fields'
import { newDocumentId } from '@weft/shared/ids'
import { colorOfPerson } from '@weft/shared/palette'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { documentName } from '../../core/names.ts'
import { networkOf } from '../../core/network.ts'
import { note } from '../../directory/audit.ts'
import type { Directory } from '../../directory/directory.ts'
import * as documents from '../../directory/documents.ts'
import type { Guests } from '../../directory/guests.ts'
import type { Identity } from '../../directory/identity.ts'
import { Refused } from '../../directory/refused.ts'
import { passLink } from '../../directory/sharing.ts'
import type { Store } from '../../ports/store.ts'
import { actorOf, personOf, rightsOf } from '../authorise.ts'
import { type IsSecure, setGuest } from '../cookies.ts'
import type { Limits } from '../limits.ts'

export interface DocumentParts {
  store: Pick<Store, 'create'>
  directory: Directory
  guests: Guests
  limits: Limits
  isSecure: IsSecure
}

const params = z.object({ id: documentId })

/** Documents as things: made, listed, put away. Their text is elsewhere. */
export async function documentRoutes(app: FastifyInstance, parts: DocumentParts): Promise<void> {
  const { store, directory, guests, limits, isSecure } = parts
  const api = app.withTypeProvider<ZodTypeProvider>()

  api.post(
    '/api/documents',
    {
      config: { needs: 'anybody' },
      schema: { summary: 'Make a new, empty document', response: { 201: createdDocument } },
    },
    async (request, reply) => {
      const { who } = request
      if (typeof who !== 'string' && who.readsOnly)
        throw new Refused('notAllowed', 'this token may only read')
      // Whoever has no account can be somebody new each time; where they come from stays.
      const hasAccount = typeof who !== 'string' && !who.isGuest
      if (!limits.making.take(hasAccount ? who.person : networkOf(request.ip)))
        throw new Refused('tooMany', 'too many new documents in a short time; try again in a minute')
      let maker: Identity
      if (typeof who === 'string') {
        const cookie = guests.mint()
        setGuest(reply, cookie, isSecure(request))
        maker = newGuest(guests.read(cookie) ?? '')
      } else maker = who
      const id = newDocumentId(directory.random)
      // First the text: of a document that is not in the directory nobody knows, and nobody can open it.
      await store.create(documentName(id))
      await documents.addDocument(directory, id, maker)
      await note(directory, { ...actorOf(request), person: maker.person }, 'documentMade', { document: id })
      return reply.code(201).send({ id })
    },
  )

  api.get(
    '/api/documents',
    {
      config: { needs: 'person' },
      schema: { summary: 'The documents one may read, last changed first', response: { 200: documentList } },
    },
    async (request) => ({ documents: await documents.listDocuments(directory, personOf(request)) }),
  )

  api.get(
    '/api/trash',
    {
      config: { needs: 'person' },
      schema: { summary: 'One’s documents in the trash', response: { 200: trashList } },
    },
    async (request) => {
      const rows = await documents.listTrash(directory, personOf(request).person)
      return { documents: rows.map((row) => ({ ...row, trashedAt: row.trashedAt ?? 0 })) }
    },
  )

  api.get(
    '/api/documents/:id',
    {
      config: { needs: { document: 'read' } },
      schema: { summary: 'What one is to a document', params, response: { 200: documentStanding } },
    },
    async (request) => {
      const { who } = request
      const { document, role } = rightsOf(request)
      return {
        id: document.id,
        title: document.title,
        role: role ?? 'viewer',
        person:
          typeof who === 'string'
            ? null
            : { id: who.person, name: who.name, color: colorOfPerson(who.person), isGuest: who.isGuest },
      }
    },
  )

  api.post(
    '/api/documents/:id/trash',
    {
      config: { needs: { document: 'trash' } },
      schema: { summary: 'Put a document into the trash', params },
    },
    async (request, reply) => {
      const { id } = request.params
      await documents.trashDocument(directory, id)
      await note(directory, actorOf(request), 'documentTrashed', { document: id })
      return reply.code(204).send()
    },
  )

  api.post(
    '/api/documents/:id/restore',
    {
      config: { needs: { document: 'trash', inTrash: true } },
      schema: { summary: 'Take a document out of the trash', params },
    },
    async (request, reply) => {
      const { id } = request.params
      await documents.restoreDocument(directory, id)
      await note(directory, actorOf(request), 'documentRestored', { document: id })
      return reply.code(204).send()
    },
  )

  api.post(
    '/api/documents/:id/leave',
    {
      config: { needs: { document: 'read' } },
      schema: { summary: 'Give up what one was given, and take it off one’s list', params },
    },
    async (request, reply) => {
      const { role } = rightsOf(request)
      if (role === 'owner')
        throw new Refused('lastOwner', 'make somebody else the owner first, or put it into the trash')
      if (typeof request.who !== 'string')
        await documents.leaveDocument(directory, request.params.id, request.who.person)
      return reply.code(204).send()
    },
  )

  api.post(
    '/api/documents/:id/pass',
    {
      config: { needs: 'person' },
      schema: { summary: 'Come in by a link with a password', params, body: passing },
    },
    async (request, reply) => {
      const { id } = request.params
      const network = networkOf(request.ip)
      if (!limits.entrances.take(network) || !limits.linkPasswords.take(id, network))
        throw new Refused('tooMany', 'too many wrong passwords; try again in a few minutes')
      await passLink(directory, id, personOf(request), request.body.password)
      limits.linkPasswords.forget(id, network)
      limits.entrances.giveBack(network)
      return reply.code(204).send()
    },
  )
}

const newGuest = (person: string): Identity => ({
  person,
  name: '',
  email: null,
  isGuest: true,
  isAdministrator: false,
  session: null,
  token: null,
  readsOnly: false,
  until: null,
})
