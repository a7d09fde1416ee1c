import { type GivenRole, givenRole } from '@weft/shared/api/fields'
import type { TFunction } from 'i18next'

/** What can be given to somebody, in words. */
export const roleOptions = (t: TFunction<'share'>) =>
  givenRole.options.map((value: GivenRole) => ({ value, words: t(`role.${value}`) }))

/** The same, or nothing at all. */
export const roleOptionsOrNone = (t: TFunction<'share'>) => [
  { value: 'none' as const, words: t('role.none') },
  ...roleOptions(t),
]

/** A role as the server takes it. */
export const orNull = (role: GivenRole | 'none'): GivenRole | null => (role === 'none' ? null : role)
