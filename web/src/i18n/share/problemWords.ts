import type { TFunction } from 'i18next'
import { Refusal } from '../../api/request.ts'

const told = [
  'unreachable',
  'notAllowed',
  'notFound',
  'notSignedIn',
  'lastOwner',
  'tooMany',
  'wrongPassword',
  'invalid',
] as const

/** Why the server refused something about rights, and what to do about it. */
export function problemWords(error: unknown, t: TFunction<'share'>): string {
  const kind = error instanceof Refusal ? error.kind : 'unknown'
  return t(`problem.${told.find((known) => known === kind) ?? 'unknown'}`)
}
