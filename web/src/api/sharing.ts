import type { DocumentId } from '@weft/shared/ids'
import type { GivenRole } from '@weft/shared/api/fields'
import { peopleFound, type PeopleFound, sharing, type Sharing } from '@weft/shared/api/sharing'
import type { Role } from '@weft/shared/roles'
import { ask, tell } from './request.ts'

/** What a link lets whoever has it do. A password that is left out stays as it is; null takes it away. */
export interface LinkSetting {
  role: GivenRole | null
  expiresAt: number | null
  password?: string | null
}

const of = (document: DocumentId) => `/api/documents/${document}`

/** Who may do what with a document, and why. Throws Refusal, as all of these do. */
export const loadSharing = (document: DocumentId): Promise<Sharing> =>
  ask(sharing, 'GET', `${of(document)}/sharing`)

export const setLink = (document: DocumentId, link: LinkSetting) => tell('PUT', `${of(document)}/link`, link)

/** Says what all members may do; null for nothing. */
export const setEveryone = (document: DocumentId, role: GivenRole | null) =>
  tell('PUT', `${of(document)}/everyone`, { role })

/** Gives a person another role; null takes theirs away. */
export const setPerson = (document: DocumentId, person: string, role: Role | null) =>
  role === null
    ? tell('DELETE', `${of(document)}/people/${person}`)
    : tell('PUT', `${of(document)}/people/${person}`, { role })

/** Gives a group another role; null takes its away. */
export const setGroup = (document: DocumentId, group: string, role: GivenRole | null) =>
  role === null
    ? tell('DELETE', `${of(document)}/groups/${group}`)
    : tell('PUT', `${of(document)}/groups/${group}`, { role })

/** Lets somebody in who has asked; null turns them down. */
export const answerRequest = (document: DocumentId, person: string, role: GivenRole | null) =>
  tell('POST', `${of(document)}/requests/${person}`, { role })

/** Makes somebody else the owner, and oneself an editor. */
export const transfer = (document: DocumentId, person: string) =>
  tell('POST', `${of(document)}/transfer`, { person })

/** Members and groups whose name or address begins so. Only members may look. */
export const findPeople = (query: string): Promise<PeopleFound> =>
  ask(peopleFound, 'GET', `/api/people?query=${encodeURIComponent(query)}`)
