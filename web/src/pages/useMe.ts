import type { Me } from '@weft/shared/api/account'
import { loadMe, me } from '../api/me.ts'
import { type Loaded, useLoaded } from '../state/useLoaded.ts'
import { useStore } from '../state/useStore.ts'

/** Who one is, asked anew when a page is shown, and as it becomes known afterwards. */
export function useMe(): Loaded<Me> {
  const loaded = useLoaded(loadMe)
  const known = useStore(me)
  return { ...loaded, value: loaded.value === null ? null : known }
}
