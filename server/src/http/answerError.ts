import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Problem, ProblemKind } from '@weft/shared/api/problems'
import { Refused } from '../directory/refused.ts'
import type { Log } from '../ports/log.ts'
import { StoreFailed } from '../ports/store.ts'

const statuses: Record<ProblemKind, number> = {
  invalid: 400,
  wrongPassword: 401,
  codeNeeded: 401,
  confirmationNeeded: 403,
  wrongCode: 401,
  weakPassword: 400,
  notSignedIn: 401,
  notAllowed: 403,
  notFound: 404,
  expiredLink: 410,
  emailTaken: 409,
  registrationClosed: 403,
  lastOwner: 409,
  tooMany: 429,
  cannotMail: 409,
  unavailable: 503,
}

/** Answers a request that failed: with what to do where it is the asker's to do, and the rest to the log. */
export function answerError(log: Log) {
  return (error: FastifyError, _request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (error instanceof Refused) {
      if (error.kind === 'tooMany') void reply.header('retry-after', '60')
      return reply.code(statuses[error.kind]).send(problem(error.message, error.kind))
    }
    if (error instanceof StoreFailed) return reply.code(503).send(problem(error.message, 'unavailable'))
    const status = error.statusCode ?? 500
    if (status >= 500) {
      log.error('a request failed', { error })
      return reply.code(status).send(problem('the server could not do it'))
    }
    return reply.code(status).send(problem(error.message, status === 400 ? 'invalid' : undefined))
  }
}

const problem = (error: string, kind?: ProblemKind): Problem => ({
  error,
  ...(kind !== undefined && { kind }),
})
