import type { ExpressionBuilder } from 'kysely'
import { higherRole, type Role } from '@weft/shared/roles'
import type { Directory } from './directory.ts'
import type { Identity } from './identity.ts'
import type { DocumentRecord, Schema } from './schema.ts'

/** What somebody may do with a document that is there. */
export interface Rights {
  document: DocumentRecord
  /** Null for nothing. */
  role: Role | null
  /** When this may become less by itself, if it does. */
  until: number | null
  /** Whether it is by the link alone that there is a role. */
  byLink: boolean
  /** How many people wait to be let in. */
  requests: number
}

/**
 * The rights on a document: the highest of what was given to the person, to a group of theirs, to everyone, and by the
 * link; administrators own what nobody owns. Null when there is no such document. A document in the trash is there
 * for its owners only, and only for them to bring it back.
 */
export async function rightsOn(
  { db, now }: Directory,
  who: Identity | 'nobody',
  id: string,
): Promise<Rights | null> {
  const person = who === 'nobody' ? null : who.person
  const found = await db
    .selectFrom('documents')
    .leftJoin('personGrants', (join) =>
      join.onRef('personGrants.document', '=', 'documents.id').on('personGrants.person', '=', person),
    )
    .leftJoin('visits', (join) =>
      join.onRef('visits.document', '=', 'documents.id').on('visits.person', '=', person),
    )
    .selectAll('documents')
    .select((select) => [
      'personGrants.role as ownRole',
      'visits.passedWith',
      requestsFor(select).as('requests'),
    ])
    .where('documents.id', '=', id)
    .executeTakeFirst()
  if (found === undefined) return null
  const { ownRole, passedWith, requests, ...document } = found

  let given = ownRole
  if (who !== 'nobody' && !who.isGuest) {
    given = higherRole(given, higherRole(document.everyoneRole, await groupRole(db, who.person, id)))
    if (who.isAdministrator && given !== 'owner' && !(await hasOwner(db, id))) given = 'owner'
  }
  const linkRole = linkOpens(document, passedWith, now()) ? document.linkRole : null
  const role = higherRole(given, linkRole)
  const byLink = role !== null && role !== given
  const ends = [who === 'nobody' ? null : who.until, byLink ? document.linkExpiresAt : null]
  return {
    document,
    role: capped(role, who),
    until: ends.reduce((a, b) => (a === null || b === null ? (a ?? b) : Math.min(a, b)), null),
    byLink,
    requests: requests ?? 0,
  }
}

/** How many people wait to be let into a document. */
export const requestsFor = (select: ExpressionBuilder<Schema, 'documents'>) =>
  select
    .selectFrom('accessRequests')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .whereRef('accessRequests.document', '=', 'documents.id')

function linkOpens(document: DocumentRecord, passedWith: string | null, now: number): boolean {
  if (document.linkExpiresAt !== null && document.linkExpiresAt <= now) return false
  return document.linkPasswordHash === null || document.linkPasswordHash === passedWith
}

function capped(role: Role | null, who: Identity | 'nobody'): Role | null {
  return role !== null && who !== 'nobody' && who.readsOnly ? 'viewer' : role
}

async function groupRole(db: Directory['db'], person: string, document: string): Promise<Role | null> {
  const rows = await db
    .selectFrom('groupGrants')
    .innerJoin('groupMembers', 'groupMembers.group', 'groupGrants.group')
    .select('role')
    .where('document', '=', document)
    .where('person', '=', person)
    .execute()
  return rows.reduce<Role | null>((highest, { role }) => higherRole(highest, role), null)
}

/** Whether anybody owns a document. */
export async function hasOwner(db: Directory['db'], document: string): Promise<boolean> {
  const owner = await db
    .selectFrom('personGrants')
    .select('person')
    .where('document', '=', document)
    .where('role', '=', 'owner')
    .executeTakeFirst()
  return owner !== undefined
}
