import { colorOfClient, colorOfPerson } from '@weft/shared/palette'
import { cleanName } from '@weft/shared/personName'
import type { PersonTag } from '../ports/access.ts'

/**
 * A client's state with who it is written into it, whatever it says of itself: a member's name is the server's, a guest's
 * their own word, cleaned and marked as one; colours are the server's (PROTOCOL.md, A5). Null when the state is no object.
 */
export function signState(state: string, client: number, person: PersonTag | null): string | null {
  const said = parse(state)
  if (said === null) return null
  const own = nameIn(said)
  const isGuest = person?.isGuest ?? true
  const user = {
    ...(person !== null && { id: person.id }),
    name: person === null ? own : isGuest ? own || person.name : person.name,
    color: person === null ? colorOfClient(client) : colorOfPerson(person.id),
    ...(isGuest && { isGuest }),
  }
  // Last, and once: a key that stands twice is read differently by different readers.
  return JSON.stringify({ ...said, user })
}

/** Whether a state is an object, as it has to be. */
export const isState = (state: string): boolean => parse(state) !== null

/** The state as an object; null for anything else. */
function parse(state: string): Record<string, unknown> | null {
  if (!state.startsWith('{')) return null
  try {
    return JSON.parse(state) as Record<string, unknown>
  } catch {
    return null
  }
}

function nameIn({ user }: Record<string, unknown>): string {
  const name = typeof user === 'object' && user !== null && 'name' in user ? user.name : ''
  return typeof name === 'string' ? cleanName(name) : ''
}
