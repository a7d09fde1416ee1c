import helmet from '@fastify/helmet'
import swagger from '@fastify/swagger'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { networkOf } from '../core/network.ts'
import { isOwnOrigin } from '../core/origin.ts'
import type { Identification } from '../directory/identity.ts'
import { Refused } from '../directory/refused.ts'
import type { Log } from '../ports/log.ts'
import { answerError } from './answerError.ts'
import { authorise } from './authorise.ts'
import { Confirmation } from './confirmation.ts'
import type { IsSecure } from './cookies.ts'
import { Entrance } from './entrance.ts'
import { newLimits } from './limits.ts'
import { OpenIdProvider, type ProviderSettings } from './openIdProvider.ts'
import { type AccountParts, accountRoutes } from './routes/account.ts'
import { type AdministrationParts, administrationRoutes } from './routes/administration.ts'
import { type DocumentParts, documentRoutes } from './routes/documents.ts'
import { openIdRoutes } from './routes/openId.ts'
import { passkeyRoutes } from './routes/passkeys.ts'
import { secondFactorRoutes } from './routes/secondFactor.ts'
import { groupRoutes } from './routes/groups.ts'
import { type HealthParts, healthRoutes } from './routes/health.ts'
import { type PageParts, pageRoutes } from './routes/page.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { sharingRoutes } from './routes/sharing.ts'
import { type SignInParts, signInRoutes } from './routes/signIn.ts'

/** What routes are made of that is given from outside; the rest is made here. */
type Given<Parts> = Omit<
  Parts,
  'isSecure' | 'address' | 'canMail' | 'limits' | 'entrance' | 'confirmation' | 'openIdProviders'
>

export interface HttpOptions
  extends Given<DocumentParts>, HealthParts, Given<SignInParts>, Given<AccountParts>, Given<PageParts> {
  identification: Identification
  providers: readonly ProviderSettings[]
  connections: AdministrationParts['connections']
  store: DocumentParts['store'] & AccountParts['store']
  log: Log
  version: string
  trustProxy: boolean
  publicUrl: string | undefined
  /** Milliseconds, from any beginning. */
  monotonic: () => number
}

/** The HTTP side: the pages, the API and what tells whether the server is well. Not listening yet. */
export async function buildApp(options: HttpOptions): Promise<FastifyInstance> {
  // The addresses of documents are what lets people in: requests are not logged.
  const app = fastify({
    logger: false,
    // The one proxy in front: what stands further left in its headers is the client's own word, and moves no limit.
    trustProxy: options.trustProxy && ((_address, hop) => hop === 0),
    forceCloseConnections: true,
    // Whoever asks for another protocol than WebSocket is answered in this one.
    http: { shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket' },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(answerError(options.log))
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
    // Where people come by TLS, as PUBLIC_URL says, they come by nothing else; for other names the proxy in front decides.
    strictTransportSecurity: options.publicUrl?.startsWith('https:') === true && {
      maxAge: 31_536_000,
      includeSubDomains: false,
    },
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
  const limits = newLimits(options.monotonic)
  app.addHook('onRequest', async (request) => {
    if (request.url.startsWith('/api/') && !limits.requests.take(networkOf(request.ip)))
      throw new Refused('tooMany', 'too many requests; try again in a moment')
  })
  const isSecure: IsSecure = (request) =>
    request.protocol === 'https' || options.publicUrl?.startsWith('https:') === true
  const address = (request: FastifyRequest): string =>
    options.publicUrl?.replace(/\/$/, '') ?? `${request.protocol}://${request.host}`
  const { directory } = options
  const parts = {
    ...options,
    isSecure,
    address,
    canMail: options.mailer !== null,
    tickets: options.identification.tickets,
    limits,
    entrance: new Entrance(directory, isSecure),
    confirmation: new Confirmation(directory, limits.ofPerson),
    openIdProviders: new Map(
      options.providers.map((settings) => [settings.id, new OpenIdProvider(settings)]),
    ),
  }
  authorise(app, options.identification, isSecure)
  await app.register(signInRoutes, parts)
  await app.register(accountRoutes, parts)
  await app.register(sessionRoutes, parts)
  await app.register(secondFactorRoutes, parts)
  await app.register(passkeyRoutes, parts)
  await app.register(openIdRoutes, parts)
  await app.register(documentRoutes, parts)
  await app.register(sharingRoutes, parts)
  await app.register(administrationRoutes, parts)
  await app.register(groupRoutes, parts)
  await app.register(healthRoutes, parts)
  await app.register(pageRoutes, parts)
  app.get('/api/openapi.json', { config: { needs: 'nothing' }, schema: { hide: true } }, () => app.swagger())
  return app
}
