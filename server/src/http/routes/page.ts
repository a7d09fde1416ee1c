import fastifyStatic from '@fastify/static'
import { isDocumentId } from '@weft/shared/ids'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { credentialsOf } from '../../directory/credentials.ts'
import type { Guests } from '../../directory/guests.ts'
import { type IsSecure, setGuest } from '../cookies.ts'

export interface PageParts {
  /** The folder of the built pages. */
  pages: string
  guests: Guests
  isSecure: IsSecure
}

const hidden = { schema: { hide: true } }
/** The pages beside home and documents; which of them is shown, the page itself knows. */
const OTHERS = ['/sign-in', '/register', '/join', '/account', '/people', '/trash']

/**
 * The pages: `index.html`, for documents `document.html`, which also names what the editor is made of, revalidated on every
 * visit; and their assets, which carry their hash in the name and never change. Whoever comes for the first time gets the
 * cookie of a guest.
 */
export async function pageRoutes(
  app: FastifyInstance,
  { pages, guests, isSecure }: PageParts,
): Promise<void> {
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
  const greet = (request: FastifyRequest, reply: FastifyReply): void => {
    const { session, guest } = credentialsOf(request.headers, new URLSearchParams(), { fromOwnPage: true })
    if (session === null && (guest === null || guests.read(guest) === null))
      setGuest(reply, guests.mint(), isSecure(request))
  }
  app.get('/', hidden, (request, reply) => {
    greet(request, reply)
    return page(reply)
  })
  app.get<{ Params: { id: string } }>('/d/:id', hidden, (request, reply) => {
    greet(request, reply)
    return isDocumentId(request.params.id) ? page(reply, 200, 'document.html') : page(reply, 404)
  })
  for (const path of OTHERS) {
    app.get(path, hidden, (request, reply) => {
      greet(request, reply)
      return page(reply)
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && String(request.headers.accept).includes('text/html')
    return wantsPage ? page(reply, 404) : reply.code(404).send({ error: 'there is nothing at this address' })
  })
}
