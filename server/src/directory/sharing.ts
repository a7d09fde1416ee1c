import type { GivenRole } from '@weft/shared/api/fields'
import type { Sharing } from '@weft/shared/api/sharing'
import { colorOfPerson } from '@weft/shared/palette'
import { can, type Role } from '@weft/shared/roles'
import type { Directory } from './directory.ts'
import { rememberGuest } from './guests.ts'
import type { Identity } from './identity.ts'
import { hashLinkPassword, isPassword } from './passwords.ts'
import { Refused } from './refused.ts'
import { hasOwner, type Rights } from './rights.ts'

/**
 * Who may do what with a document, and why. Only owners learn of requests and addresses; who came by the link alone
 * learns who owns it, and not who else is there.
 */
export async function sharingOf({ db }: Directory, { document, role, byLink }: Rights): Promise<Sharing> {
  const isOwner = can(role, 'share')
  const people = await db
    .selectFrom('personGrants')
    .innerJoin('people', 'people.id', 'personGrants.person')
    .select(['people.id', 'people.name', 'people.email', 'people.isGuest', 'personGrants.role'])
    .where('document', '=', document.id)
    .orderBy('grantedAt')
    .execute()
  const groups = await db
    .selectFrom('groupGrants')
    .innerJoin('groups', 'groups.id', 'groupGrants.group')
    .leftJoin('groupMembers', 'groupMembers.group', 'groups.id')
    .select((select) => ['groups.id', 'groups.name', 'role', select.fn.count<number>('person').as('members')])
    .where('document', '=', document.id)
    .groupBy(['groups.id', 'groups.name', 'role'])
    .execute()
  const requests = !isOwner
    ? []
    : await db
        .selectFrom('accessRequests')
        .innerJoin('people', 'people.id', 'accessRequests.person')
        .select(['people.id', 'people.name', 'people.isGuest', 'role', 'message', 'askedAt'])
        .where('document', '=', document.id)
        .orderBy('askedAt')
        .execute()
  return {
    role: role ?? 'viewer',
    link: {
      role: document.linkRole,
      expiresAt: document.linkExpiresAt,
      hasPassword: document.linkPasswordHash !== null,
    },
    everyone: document.everyoneRole,
    people: people
      .filter((person) => !byLink || person.role === 'owner')
      .map((person) => ({
        ...shown(person),
        email: isOwner ? person.email : null,
        role: person.role,
      })),
    groups: byLink ? [] : groups,
    requests: requests.map(({ role: wanted, message, askedAt, ...person }) => ({
      person: shown(person),
      role: wanted,
      message,
      askedAt,
    })),
  }
}

const shown = ({ id, name, isGuest }: { id: string; name: string; isGuest: 0 | 1 }) => ({
  id,
  name,
  color: colorOfPerson(id),
  isGuest: isGuest === 1,
})

/** Says what whoever has the address may do. A password that is left out stays as it is; null takes it away. */
export async function setLink(
  directory: Directory,
  id: string,
  link: { role: GivenRole | null; expiresAt: number | null; password?: string | null | undefined },
): Promise<void> {
  const { role, expiresAt, password } = link
  if (expiresAt !== null && expiresAt <= directory.now())
    throw new Refused('invalid', 'a link cannot end in the past')
  const linkPasswordHash = typeof password === 'string' ? await hashLinkPassword(password) : password
  await directory.db
    .updateTable('documents')
    .set({
      linkRole: role,
      linkExpiresAt: expiresAt,
      ...(linkPasswordHash !== undefined && { linkPasswordHash }),
    })
    .where('id', '=', id)
    .execute()
  await directory.rightsChanged({ document: id })
}

/** Takes the password of a link from somebody. The same refusal (`wrongPassword`) where there is none, or no document. */
export async function passLink(
  directory: Directory,
  id: string,
  who: Identity,
  password: string,
): Promise<void> {
  const { db, now } = directory
  const found = await db
    .selectFrom('documents')
    .select('linkPasswordHash')
    .where('id', '=', id)
    .where('linkRole', 'is not', null)
    .where('trashedAt', 'is', null)
    .executeTakeFirst()
  const passedWith = found?.linkPasswordHash ?? null
  if (!(await isPassword(password, passedWith)))
    throw new Refused('wrongPassword', 'this is not the password of this link')
  if (who.isGuest) await rememberGuest(directory, who.person, who.name)
  await db
    .insertInto('visits')
    .values({ document: id, person: who.person, visitedAt: now(), passedWith })
    .onConflict((conflict) => conflict.columns(['document', 'person']).doUpdateSet({ passedWith }))
    .execute()
}

/** Says what every member of this server may do. */
export async function setEveryone(directory: Directory, id: string, role: GivenRole | null): Promise<void> {
  await directory.db.updateTable('documents').set({ everyoneRole: role }).where('id', '=', id).execute()
  await directory.rightsChanged({ document: id })
}

/** Gives somebody a role, instead of what they had. Throws Refused when nobody would own the document, or for nobody. */
export async function setPersonRole(
  directory: Directory,
  document: string,
  { person, role, by }: { person: string; role: Role | null; by: string },
): Promise<void> {
  const answered = await directory.db.transaction().execute(async (db) => {
    const found = await db.selectFrom('people').select('id').where('id', '=', person).executeTakeFirst()
    if (found === undefined) throw new Refused('notFound', 'there is no such person')
    await setRole(db, { document, person, role, by, at: directory.now() })
    if (!(await hasOwner(db, document)))
      throw new Refused('lastOwner', 'somebody has to own the document; make somebody else its owner first')
    return db
      .deleteFrom('accessRequests')
      .where('document', '=', document)
      .where('person', '=', person)
      .returning('person')
      .execute()
  })
  // That one waits less is told to those who may let people in.
  await directory.rightsChanged(answered.length > 0 ? { document } : { person, document })
}

/** Makes somebody else the owner, and oneself an editor. */
export async function transferDocument(
  directory: Directory,
  document: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await setPersonRole(directory, document, { person: to, role: 'owner', by: from })
  if (to !== from) await setPersonRole(directory, document, { person: from, role: 'editor', by: from })
}

async function setRole(
  db: Directory['db'],
  grant: { document: string; person: string; role: Role | null; by: string; at: number },
): Promise<void> {
  const { document, person, role, by: grantedBy, at: grantedAt } = grant
  if (role === null) {
    await db
      .deleteFrom('personGrants')
      .where('document', '=', document)
      .where('person', '=', person)
      .execute()
    return
  }
  await db
    .insertInto('personGrants')
    .values({ document, person, role, grantedBy, grantedAt })
    .onConflict((conflict) => conflict.columns(['document', 'person']).doUpdateSet({ role, grantedBy }))
    .execute()
}

/** Gives a group a role, or takes it away with null. */
export async function setGroupRole(
  directory: Directory,
  document: string,
  { group, role, by }: { group: string; role: GivenRole | null; by: string },
): Promise<void> {
  const { db, now } = directory
  if (role === null) {
    await db.deleteFrom('groupGrants').where('document', '=', document).where('group', '=', group).execute()
  } else {
    const found = await db.selectFrom('groups').select('id').where('id', '=', group).executeTakeFirst()
    if (found === undefined) throw new Refused('notFound', 'there is no such group')
    await db
      .insertInto('groupGrants')
      .values({ document, group, role, grantedBy: by, grantedAt: now() })
      .onConflict((conflict) => conflict.columns(['document', 'group']).doUpdateSet({ role, grantedBy: by }))
      .execute()
  }
  await directory.rightsChanged({ document })
}

/** Whom to tell of a request, and of what. */
export interface Asked {
  title: string
  owners: { id: string; email: string }[]
}

/**
 * Asks the owners to be let in. Where there is no such document, nothing happens, and nobody is told; null also where
 * the same person had asked already.
 */
export async function askForAccess(
  directory: Directory,
  document: string,
  who: Identity,
  { role, message }: { role: GivenRole; message: string },
): Promise<Asked | null> {
  const { db, now } = directory
  const found = await db
    .selectFrom('documents')
    .leftJoin('accessRequests', (join) =>
      join.onRef('accessRequests.document', '=', 'documents.id').on('accessRequests.person', '=', who.person),
    )
    .select(['title', 'askedAt'])
    .where('documents.id', '=', document)
    .executeTakeFirst()
  if (found === undefined) return null
  if (who.isGuest) await rememberGuest(directory, who.person, who.name)
  await db
    .insertInto('accessRequests')
    .values({ document, person: who.person, role, message, askedAt: now() })
    .onConflict((conflict) => conflict.columns(['document', 'person']).doUpdateSet({ role, message }))
    .execute()
  await directory.rightsChanged({ document })
  if (found.askedAt !== null) return null
  const owners = await db
    .selectFrom('personGrants')
    .innerJoin('people', 'people.id', 'personGrants.person')
    .select(['people.id', 'email'])
    .where('document', '=', document)
    .where('role', '=', 'owner')
    .execute()
  const reached = owners.flatMap(({ id, email }) => (email === null ? [] : [{ id, email }]))
  return { title: found.title, owners: reached }
}

/** Turns a request down. Whoever asked may ask again. */
export async function declineRequest(directory: Directory, document: string, person: string): Promise<void> {
  await directory.db
    .deleteFrom('accessRequests')
    .where('document', '=', document)
    .where('person', '=', person)
    .execute()
  await directory.rightsChanged({ document })
}
