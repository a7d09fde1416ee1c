import * as z from 'zod/mini'

/**
 * Why a request was refused, for a page to say in its own words; `error` says it in English to everybody else.
 * `lastOwner` would leave nobody in charge.
 */
const problemKinds = [
  'invalid',
  'wrongPassword',
  'codeNeeded',
  'confirmationNeeded',
  'wrongCode',
  'weakPassword',
  'notSignedIn',
  'notAllowed',
  'notFound',
  'expiredLink',
  'emailTaken',
  'registrationClosed',
  'lastOwner',
  'tooMany',
  'cannotMail',
  'unavailable',
] as const
export type ProblemKind = (typeof problemKinds)[number]

/** What every answer that is no 2xx holds. */
const problem = z.object({ error: z.string(), kind: z.optional(z.enum(problemKinds)) })
export type Problem = z.infer<typeof problem>
