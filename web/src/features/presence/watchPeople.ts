import type { Awareness } from 'y-protocols/awareness'
import type { Readable } from '../../state/store.ts'
import { readPresence } from './readPresence.ts'

/** Somebody who has the document open. */
export interface Person {
  client: number
  name: string
  color: string
}

/** The others who have the document open, in a steady order. Moving carets are no change. */
export function watchPeople(awareness: Awareness): Readable<readonly Person[]> {
  let last: readonly Person[] = []
  return {
    get() {
      const now = readPeople(awareness)
      if (!samePeople(now, last)) last = now
      return last
    },
    subscribe(onChange) {
      awareness.on('change', onChange)
      return () => awareness.off('change', onChange)
    },
  }
}

function readPeople(awareness: Awareness): Person[] {
  const people: Person[] = []
  for (const [client, state] of awareness.getStates()) {
    if (client === awareness.clientID) continue
    const presence = readPresence(state, client, () => null)
    if (presence !== null) people.push({ client, name: presence.name, color: presence.color })
  }
  return people.sort((a, b) => a.client - b.client)
}

function samePeople(a: readonly Person[], b: readonly Person[]): boolean {
  return (
    a.length === b.length &&
    a.every((person, i) => {
      const other = b[i]
      return person.client === other?.client && person.name === other.name && person.color === other.color
    })
  )
}
