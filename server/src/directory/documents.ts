import type { DocumentRow } from '@weft/shared/api/documents'
import { can, higherRole, type Role } from '@weft/shared/roles'
import type { Directory } from './directory.ts'
import { rememberGuest } from './guests.ts'
import type { Identity } from './identity.ts'
import { requestsFor } from './rights.ts'

/**
 * Notes a new document, whose maker owns it. A member's is theirs alone until they share it; a guest's can be written by
 * whoever has its address, as guests have nobody else to share with.
 */
export async function addDocument(directory: Directory, id: string, maker: Identity): Promise<void> {
  if (maker.isGuest) await rememberGuest(directory, maker.person, maker.name)
  const at = directory.now()
  await directory.db.transaction().execute(async (db) => {
    await db
      .insertInto('documents')
      .values({ id, title: '', createdAt: at, changedAt: at, linkRole: maker.isGuest ? 'editor' : null })
      .execute()
    await db
      .insertInto('personGrants')
      .values({ document: id, person: maker.person, role: 'owner', grantedBy: maker.person, grantedAt: at })
      .execute()
  })
}

/** Takes in documents from before there were owners: whoever has the address may write, and administrators own them. */
export async function adoptDocuments({ db, now }: Directory, ids: readonly string[]): Promise<void> {
  const at = now()
  await db.transaction().execute(async (transaction) => {
    for (const id of ids) {
      await transaction
        .insertInto('documents')
        .values({ id, title: '', createdAt: at, changedAt: at, linkRole: 'editor' })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute()
    }
  })
}

/** Notes what a document is called, and that it was changed. */
export async function noteTitle({ db, now }: Directory, id: string, title: string): Promise<void> {
  await db.updateTable('documents').set({ title, changedAt: now() }).where('id', '=', id).execute()
}

/** What a person owns, was given, or has opened by its link, and may still read; last changed first. */
export async function listDocuments({ db, now }: Directory, who: Identity): Promise<DocumentRow[]> {
  const rows = await db
    .selectFrom('documents')
    .leftJoin('personGrants', (join) =>
      join.onRef('personGrants.document', '=', 'documents.id').on('personGrants.person', '=', who.person),
    )
    .leftJoin('visits', (join) =>
      join.onRef('visits.document', '=', 'documents.id').on('visits.person', '=', who.person),
    )
    .selectAll('documents')
    .select((select) => [
      'personGrants.role as ownRole',
      'visits.visitedAt',
      'visits.passedWith',
      select
        .selectFrom('personGrants as owners')
        .innerJoin('people', 'people.id', 'owners.person')
        .select('people.name')
        .whereRef('owners.document', '=', 'documents.id')
        .where('owners.role', '=', 'owner')
        .orderBy('owners.grantedAt')
        .limit(1)
        .as('owner'),
      requestsFor(select).as('requests'),
    ])
    .where('trashedAt', 'is', null)
    .where((where) =>
      where.or([
        where('personGrants.role', 'is not', null),
        where('visits.visitedAt', 'is not', null),
        ...(who.isGuest
          ? []
          : [
              where(
                'documents.id',
                'in',
                where
                  .selectFrom('groupGrants')
                  .innerJoin('groupMembers', 'groupMembers.group', 'groupGrants.group')
                  .select('groupGrants.document')
                  .where('groupMembers.person', '=', who.person),
              ),
            ]),
      ]),
    )
    .orderBy('changedAt', 'desc')
    .limit(500)
    .execute()
  const byGroup = who.isGuest ? new Map<string, Role>() : await groupRoles(db, who.person)
  return rows.flatMap((row) => {
    const given = higherRole(row.ownRole, byGroup.get(row.id) ?? null)
    const isLinkOpen =
      row.visitedAt !== null &&
      (row.linkExpiresAt === null || row.linkExpiresAt > now()) &&
      (row.linkPasswordHash === null || row.linkPasswordHash === row.passedWith)
    const role = higherRole(
      higherRole(given, who.isGuest ? null : row.everyoneRole),
      isLinkOpen ? row.linkRole : null,
    )
    if (role === null) return []
    const { id, title, owner, changedAt } = row
    return [
      {
        id,
        title,
        role,
        owner,
        isOwn: row.ownRole === 'owner',
        changedAt,
        requests: can(role, 'share') ? (row.requests ?? 0) : 0,
      },
    ]
  })
}

async function groupRoles(db: Directory['db'], person: string): Promise<Map<string, Role>> {
  const rows = await db
    .selectFrom('groupGrants')
    .innerJoin('groupMembers', 'groupMembers.group', 'groupGrants.group')
    .select(['document', 'role'])
    .where('person', '=', person)
    .execute()
  const highest = new Map<string, Role>()
  for (const { document, role } of rows)
    highest.set(document, higherRole(highest.get(document) ?? null, role) ?? role)
  return highest
}

/** Puts a document away: everybody is out, and only its owners see it, in the trash. */
export async function trashDocument(directory: Directory, id: string): Promise<void> {
  await directory.db
    .updateTable('documents')
    .set({ trashedAt: directory.now() })
    .where('id', '=', id)
    .execute()
  await directory.rightsChanged({ document: id })
}

export async function restoreDocument({ db }: Directory, id: string): Promise<void> {
  await db.updateTable('documents').set({ trashedAt: null }).where('id', '=', id).execute()
}

/** What somebody has in the trash, latest first. */
export const listTrash = ({ db }: Directory, person: string) =>
  db
    .selectFrom('documents')
    .innerJoin('personGrants', 'personGrants.document', 'documents.id')
    .select(['documents.id', 'documents.title', 'documents.trashedAt'])
    .where('personGrants.person', '=', person)
    .where('personGrants.role', '=', 'owner')
    .where('trashedAt', 'is not', null)
    .orderBy('trashedAt', 'desc')
    .execute()

/** Notes that somebody came by the link: it stands in their list from now on. */
export async function noteVisit(directory: Directory, document: string, who: Identity): Promise<void> {
  const { db, now } = directory
  const known = await db
    .selectFrom('visits')
    .select('person')
    .where('document', '=', document)
    .where('person', '=', who.person)
    .executeTakeFirst()
  if (known !== undefined) return
  if (who.isGuest) await rememberGuest(directory, who.person, who.name)
  await db
    .insertInto('visits')
    .values({ document, person: who.person, visitedAt: now() })
    .onConflict((conflict) => conflict.columns(['document', 'person']).doNothing())
    .execute()
}

/** Takes a document off somebody's list: what was given to them, and that they were there. */
export async function leaveDocument(directory: Directory, document: string, person: string): Promise<void> {
  await directory.db.transaction().execute(async (db) => {
    for (const table of ['personGrants', 'visits'] as const)
      await db.deleteFrom(table).where('document', '=', document).where('person', '=', person).execute()
  })
  await directory.rightsChanged({ person, document })
}
