import type { FastifyInstance } from 'fastify'
import type { Journal } from '../../core/journal.ts'

export interface HealthParts {
  journal: Pick<Journal, 'trouble'>
  scrape(): Promise<string>
  version: string
  /** What the store promises, in a word. */
  durability: string
  isClosing(): boolean
}

/** For machines that watch: the process lives, it can take edits, and what it has counted. */
export async function healthRoutes(app: FastifyInstance, parts: HealthParts): Promise<void> {
  app.get('/healthz', { schema: { hide: true } }, () => ({ status: 'alive' }))
  app.get('/readyz', { schema: { hide: true } }, (_request, reply) => {
    const status = parts.isClosing() ? 'closing' : (parts.journal.trouble ?? 'ready')
    return reply.code(status === 'ready' ? 200 : 503).send({
      status,
      version: parts.version,
      node: process.versions.node,
      durability: parts.durability,
    })
  })
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await parts.scrape()),
  )
}
