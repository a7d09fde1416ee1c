import fastifyStatic from '@fastify/static'
import { isDocumentId } from '@weft/shared/ids'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply } from 'fastify'

/**
 * The pages: `index.html`, for documents `document.html`, which also names what the editor is made of, revalidated on every
 * visit; and their assets, which carry their hash in the name and never change.
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
  const page = (reply: FastifyReply, status = 200, file = 'index.html'): FastifyReply =>
    reply.code(status).sendFile(file)
  app.get('/', { schema: { hide: true } }, (_request, reply) => page(reply))
  app.get<{ Params: { id: string } }>('/d/:id', { schema: { hide: true } }, (request, reply) =>
    isDocumentId(request.params.id) ? page(reply, 200, 'document.html') : page(reply, 404),
  )
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && String(request.headers.accept).includes('text/html')
    return wantsPage ? page(reply, 404) : reply.code(404).send({ error: 'there is nothing at this address' })
  })
}
