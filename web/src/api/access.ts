import type { GivenRole } from '@weft/shared/api/fields'
import { documentStanding } from '@weft/shared/api/documents'
import type { DocumentId } from '@weft/shared/ids'
import type { Role } from '@weft/shared/roles'
import { ask, tell } from './request.ts'

/** Asks the owners of a document to be let in, or to be let do more. Nobody is told whether there is one. Throws Refusal. */
export const askForAccess = (document: DocumentId, role: GivenRole, message: string) =>
  tell('POST', `/api/documents/${document}/requests`, { role, message })

/** Comes in by a link with a password. Throws Refusal. */
export const passLink = (document: DocumentId, password: string) =>
  tell('POST', `/api/documents/${document}/pass`, { password })

/** What one may do with a document. Throws Refusal: the same for one that is not there and one that is not theirs. */
export async function roleIn(document: DocumentId): Promise<Role> {
  return (await ask(documentStanding, 'GET', `/api/documents/${document}`)).role
}
