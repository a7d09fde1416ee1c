import type { Person } from './watchPeople.ts'

/** Everybody once, however many pages they have open, and without oneself. Of whom nothing is known, each page is somebody. */
export function onePerPerson(people: readonly Person[], own: string | null): readonly Person[] {
  const seen = new Set(own === null ? [] : [own])
  return people.filter(({ id }) => {
    if (id === undefined) return true
    if (seen.has(id)) return false
    seen.add(id)
    return true
  })
}
