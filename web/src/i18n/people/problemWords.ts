import type { TFunction } from 'i18next'
import { Refusal } from '../../api/request.ts'

/** Why the server refused something about an account or a person, and what to do about it. */
export const problemWords = (error: unknown, t: TFunction<'people'>): string =>
  t(`problem.${error instanceof Refusal ? error.kind : 'unknown'}`)
