import helmet from '@fastify/helmet'
import swagger from '@fastify/swagger'
import fastify, { type FastifyInstance } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { isOwnOrigin } from '../core/origin.ts'
import type { Log } from '../ports/log.ts'
import { documentRoutes, type DocumentParts } from './routes/documents.ts'
import { type HealthParts, healthRoutes } from './routes/health.ts'
import { pageRoutes } from './routes/page.ts'

export interface HttpOptions extends DocumentParts, HealthParts {
  log: Log
  version: string
  trustProxy: boolean
  publicUrl: string | undefined
  /** The folder of the built pages. */
  pages: string
}

/** The HTTP side: the pages, the API and what tells whether the server is well. Not listening yet. */
export async function buildApp(options: HttpOptions): Promise<FastifyInstance> {
  // The addresses of documents are what lets people in: requests are not logged.
  const app = fastify({
    logger: false,
    trustProxy: options.trustProxy,
    forceCloseConnections: true,
    // Whoever asks for another protocol than WebSocket is answered in this one.
    http: { shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket' },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) options.log.error('a request failed', { error })
    return reply.code(status).send({ error: status >= 500 ? 'the server could not do it' : error.message })
  })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:'],
        manifestSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    // Whether the name is served by TLS is for the proxy in front to say.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
  })
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Weft', version: options.version } },
    transform: jsonSchemaTransform,
  })
  app.addHook('onRequest', async (request, reply) => {
    const own = { host: request.host, publicUrl: options.publicUrl }
    if (!isOwnOrigin(request.headers.origin, own)) {
      await reply.code(403).send({ error: 'pages of other origins may not ask this server for anything' })
    }
  })
  await app.register(documentRoutes, options)
  await app.register(healthRoutes, options)
  await app.register(pageRoutes, { pages: options.pages })
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger())
  return app
}
