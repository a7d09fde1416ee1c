import { colorOfPerson } from '@weft/shared/palette'
import { language } from '../../i18n/language.ts'
import type { Standing } from '../../session/openSession.ts'
import type { Readable } from '../../state/store.ts'
import { useStore } from '../../state/useStore.ts'
import { nameOf } from './guest.ts'
import { identity } from './identity.ts'

/** Whom others see when they see this person. `id` is null until the server has said whom it takes them for. */
export interface OwnPresence {
  id: string | null
  name: string
  color: string
  isGuest: boolean
}

/** A member is called as their account is, a guest as this device knows them; the colours are the server's. */
export function useOwnPresence(standing: Readable<Standing | null>): OwnPresence {
  const own = useStore(identity)
  const spoken = useStore(language)
  const person = useStore(standing)?.person ?? null
  const isGuest = person?.isGuest ?? true
  return {
    id: person?.id ?? null,
    name: person === null || isGuest ? nameOf(own, spoken) : person.name,
    color: person === null ? own.color : colorOfPerson(person.id),
    isGuest,
  }
}
