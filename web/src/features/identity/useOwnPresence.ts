import { language } from '../../i18n/language.ts'
import { useStore } from '../../state/useStore.ts'
import { nameOf } from './guest.ts'
import { identity } from './identity.ts'

/** Who others see when they see this person. */
export function useOwnPresence(): { name: string; color: string } {
  const own = useStore(identity)
  return { name: nameOf(own, useStore(language)), color: own.color }
}
