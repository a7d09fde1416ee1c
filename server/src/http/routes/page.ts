import fastifyStatic from '@fastify/static'
import { isDocumentId } from '@weft/shared/ids'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply } from 'fastify'

/**
 * The pages: one HTML file for `/` and `/d/<id>`, revalidated on every visit, and its assets, which carry their
 * hash in the name and never change.
 */
export async function pageRoutes(app: FastifyInstance, { pages }: { pages: string }): Promise<void> {
  await app.register(fastifyStatic, {
    root: pages,
    index: false,
    serveDotFiles: false,
    preCompressed: true,
    setHeaders(response, path) {
      const forever = path.startsWith(join(pages, 'assets'))
      response.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const page = (reply: FastifyReply, status = 200): FastifyReply => reply.code(status).sendFile('index.html')
  app.get('/', { schema: { hide: true } }, (_request, reply) => page(reply))
  app.get<{ Params: { id: string } }>('/d/:id', { schema: { hide: true } }, (request, reply) =>
    page(reply, isDocumentId(request.params.id) ? 200 : 404),
  )
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && String(request.headers.accept).includes('text/html')
    return wantsPage ? page(reply, 404) : reply.code(404).send({ error: 'there is nothing at this address' })
  })
}
