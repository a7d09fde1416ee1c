import type { PersonShown } from '@weft/shared/api/fields'
import type { TFunction } from 'i18next'
import type { Own } from './own.ts'

/** What somebody is called in a list of rights: oneself, a guest, or by their name alone. */
export function nameOfPerson(
  { id, name, isGuest }: PersonShown,
  own: Pick<Own, 'id' | 'name'> | null,
  t: TFunction<'share'>,
): string {
  if (own !== null && id === own.id) return t('people.you', { name: own.name })
  if (name === '') return t('people.nameless')
  return isGuest ? t('people.guest', { name }) : name
}
