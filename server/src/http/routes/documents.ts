import { createdDocument } from '@weft/shared/api/documents'
import { newDocumentId } from '@weft/shared/ids'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { type Store, StoreFailed } from '../../ports/store.ts'
import { documentName } from '../../core/names.ts'

export interface DocumentParts {
  store: Pick<Store, 'create'>
  random: (bytes: Uint8Array<ArrayBuffer>) => void
}

/** `POST /api/documents` makes an empty document and answers when it is on stable storage. */
export async function documentRoutes(app: FastifyInstance, { store, random }: DocumentParts): Promise<void> {
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'POST',
    url: '/api/documents',
    schema: {
      summary: 'Make a new, empty document',
      response: { 201: createdDocument, 503: z.object({ error: z.string() }) },
    },
    async handler(_request, reply) {
      const id = newDocumentId(random)
      try {
        await store.create(documentName(id))
        return await reply.code(201).send({ id })
      } catch (error) {
        if (!(error instanceof StoreFailed)) throw error
        return reply.code(503).send({ error: `the document could not be made: ${error.message}` })
      }
    },
  })
}
