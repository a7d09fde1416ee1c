import { me as meSeen, type Me } from '@weft/shared/api/account'
import { createStore, type Readable } from '../state/store.ts'
import { ask } from './request.ts'

const known = createStore<Me | null>(null)

/** Who one is on this server, and how one may come in; null until `loadMe` has answered. */
export const me: Readable<Me | null> = known

/** Asks the server who one is. Throws Refusal; what was known stays. */
export async function loadMe(): Promise<Me> {
  const now = await ask(meSeen, 'GET', '/api/me')
  known.set(now)
  return now
}
