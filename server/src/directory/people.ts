import type { PersonRow, Usage } from '@weft/shared/api/administration'
import type { PeopleFound } from '@weft/shared/api/sharing'
import { colorOfPerson } from '@weft/shared/palette'
import { sql } from 'kysely'
import type { Directory } from './directory.ts'
import type { Identity } from './identity.ts'
import { endLinksOf } from './oneTimeLinks.ts'
import { Refused } from './refused.ts'
import { endSessions } from './sessions.ts'
import { readSettings } from './settings.ts'

const FOUND = 10

/** Every member, by name, with how many documents they own. */
export async function listPeople({ db }: Directory): Promise<PersonRow[]> {
  const rows = await db
    .selectFrom('people')
    .selectAll()
    .select((select) =>
      select
        .selectFrom('personGrants')
        .select((count) => count.fn.countAll<number>().as('count'))
        .whereRef('personGrants.person', '=', 'people.id')
        .where('role', '=', 'owner')
        .as('documents'),
    )
    .where('isGuest', '=', 0)
    .orderBy(sql`lower("name")`)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    color: colorOfPerson(row.id),
    isGuest: false,
    email: row.email,
    isAdministrator: row.isAdministrator === 1,
    isSuspended: row.isSuspended === 1,
    createdAt: row.createdAt,
    seenAt: row.seenAt,
    documents: row.documents ?? 0,
  }))
}

/**
 * Members and groups whose name or address begins like this, for who wants to share with them. Where anybody may register,
 * members are strangers to each other: one is found by the whole address only, and groups by those who are in them.
 */
export async function findPeople(directory: Directory, query: string, who: Identity): Promise<PeopleFound> {
  const { db } = directory
  const { registration } = await readSettings(directory)
  const amongStrangers = registration === 'open' && !who.isAdministrator
  const begins = `${query
    .trim()
    .toLowerCase()
    .replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const like = (column: string) => sql<boolean>`lower(${sql.ref(column)}) like ${begins} escape '\\'`
  const inside = `% ${begins}`
  const people = await db
    .selectFrom('people')
    .select(['id', 'name', 'email'])
    .where('isGuest', '=', 0)
    .where('isSuspended', '=', 0)
    .where((where) =>
      amongStrangers
        ? where('email', '=', query.trim().toLowerCase())
        : where.or([like('name'), sql<boolean>`lower("name") like ${inside} escape '\\'`, like('email')]),
    )
    .orderBy(sql`lower("name")`)
    .limit(FOUND)
    .execute()
  const groups = await db
    .selectFrom('groups')
    .leftJoin('groupMembers', 'groupMembers.group', 'groups.id')
    .select((select) => ['groups.id', 'groups.name', select.fn.count<number>('person').as('members')])
    .where(like('name'))
    .$if(amongStrangers, (groupsFound) =>
      groupsFound.where(
        'groups.id',
        'in',
        db.selectFrom('groupMembers').select('group').where('person', '=', who.person),
      ),
    )
    .groupBy(['groups.id', 'groups.name'])
    .orderBy('name')
    .limit(FOUND)
    .execute()
  return {
    people: people.map((person) => ({ ...person, color: colorOfPerson(person.id), isGuest: false })),
    groups,
  }
}

/** Shuts somebody out, or lets them in again. Their documents stay. Throws Refused when nobody would administer. */
export async function setSuspended(
  directory: Directory,
  person: string,
  isSuspended: boolean,
): Promise<void> {
  await changePerson(directory, person, { isSuspended: isSuspended ? 1 : 0 })
  if (isSuspended) {
    await endSessions(directory, person, null)
    await endLinksOf(directory, person)
  }
  await directory.rightsChanged({ person })
}

export async function setAdministrator(directory: Directory, person: string, isOne: boolean): Promise<void> {
  await changePerson(directory, person, { isAdministrator: isOne ? 1 : 0 })
  if (!isOne) await endLinksOf(directory, person)
  await directory.rightsChanged({ person })
}

/** Takes a member away; what they alone owned becomes the heir's, or falls to the administrators. */
export async function deletePerson(directory: Directory, person: string, heir: string | null): Promise<void> {
  await directory.db.transaction().execute(async (db) => {
    if (heir !== null) await handOver(db, { from: person, to: heir, at: directory.now() })
    const { numDeletedRows } = await db
      .deleteFrom('people')
      .where('id', '=', person)
      .where('isGuest', '=', 0)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw noSuchPerson()
    await refuseWithoutAdministrator(db)
    await endLinksOf({ db }, person)
  })
  // What nobody owns any more has other owners now, too.
  await directory.rightsChanged({})
}

export async function usageOf({ db }: Directory): Promise<Omit<Usage, 'connections'>> {
  const count = async (
    table: 'people' | 'documents',
    where: ReturnType<typeof sql<boolean>>,
  ): Promise<number> => {
    const { n } = await db
      .selectFrom(table)
      .select((select) => select.fn.countAll<number>().as('n'))
      .where(where)
      .executeTakeFirstOrThrow()
    return n
  }
  return {
    members: await count('people', sql`"isGuest" = 0`),
    guests: await count('people', sql`"isGuest" = 1`),
    documents: await count('documents', sql`"trashedAt" is null`),
    trashed: await count('documents', sql`"trashedAt" is not null`),
  }
}

/** Somebody as they are written down; a member or a guest. */
export async function subjectOf(
  { db }: Pick<Directory, 'db'>,
  id: string,
): Promise<{ id: string; name: string }> {
  const found = await db.selectFrom('people').select('name').where('id', '=', id).executeTakeFirst()
  return { id, name: found?.name ?? '' }
}

async function changePerson(
  { db }: Directory,
  person: string,
  change: { isSuspended: 0 | 1 } | { isAdministrator: 0 | 1 },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('people')
      .set(change)
      .where('id', '=', person)
      .where('isGuest', '=', 0)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw noSuchPerson()
    await refuseWithoutAdministrator(transaction)
  })
}

async function handOver(
  db: Directory['db'],
  { from, to, at }: { from: string; to: string; at: number },
): Promise<void> {
  const heir = await db
    .selectFrom('people')
    .select('id')
    .where('id', '=', to)
    .where('isGuest', '=', 0)
    .executeTakeFirst()
  if (heir === undefined || to === from)
    throw new Refused('invalid', 'the documents can only be given to another member')
  const owned = await db
    .selectFrom('personGrants')
    .select('document')
    .where('person', '=', from)
    .where('role', '=', 'owner')
    .execute()
  for (const { document } of owned) {
    await db
      .insertInto('personGrants')
      .values({ document, person: to, role: 'owner', grantedBy: null, grantedAt: at })
      .onConflict((conflict) => conflict.columns(['document', 'person']).doUpdateSet({ role: 'owner' }))
      .execute()
  }
}

async function refuseWithoutAdministrator(db: Directory['db']): Promise<void> {
  const left = await db
    .selectFrom('people')
    .select('id')
    .where('isAdministrator', '=', 1)
    .where('isSuspended', '=', 0)
    .executeTakeFirst()
  if (left === undefined)
    throw new Refused(
      'lastOwner',
      'somebody has to administer this server; make somebody else an administrator first',
    )
}

const noSuchPerson = (): Refused => new Refused('notFound', 'there is no such person')
