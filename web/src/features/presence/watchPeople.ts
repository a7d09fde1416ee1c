import type { Awareness } from 'y-protocols/awareness'
import type { Readable } from '../../state/store.ts'
import { type Presence, readPresence } from './readPresence.ts'

/** Somebody who has the document open, on one page. */
export interface Person extends Presence {
  client: number
}

/** The others who have the document open, in a steady order. Moving carets are no change. */
export function watchPeople(awareness: Awareness): Readable<readonly Person[]> {
  let last: readonly Person[] = []
  const isAsBefore = (client: number) =>
    samePerson(
      readPerson(awareness, client),
      last.find((person) => person.client === client),
    )
  return {
    get() {
      const now = readPeople(awareness)
      if (now.length !== last.length || !now.every((person, i) => samePerson(person, last[i]))) last = now
      return last
    },
    subscribe(onChange) {
      const follow = ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>) => {
        if (added.length + removed.length > 0 || !updated.every(isAsBefore)) onChange()
      }
      awareness.on('change', follow)
      return () => awareness.off('change', follow)
    },
  }
}

function readPeople(awareness: Awareness): Person[] {
  return [...awareness.getStates().keys()]
    .flatMap((client) => readPerson(awareness, client) ?? [])
    .sort((a, b) => a.client - b.client)
}

function readPerson(awareness: Awareness, client: number): Person | undefined {
  const presence = readPresence(awareness.getStates().get(client), client)
  if (presence === null || client === awareness.clientID) return undefined
  return { client, ...presence }
}

function samePerson(a: Person | undefined, b: Person | undefined): boolean {
  return (
    a?.client === b?.client &&
    a?.name === b?.name &&
    a?.color === b?.color &&
    a?.id === b?.id &&
    a?.isGuest === b?.isGuest
  )
}
