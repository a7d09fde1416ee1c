import type { GroupRow } from '@weft/shared/api/administration'
import { colorOfPerson } from '@weft/shared/palette'
import { cleanName } from '@weft/shared/personName'
import type { Directory } from './directory.ts'
import { Refused } from './refused.ts'
import { newId } from './secrets.ts'

/** All groups with those who are in them, by name. */
export async function listGroups({ db }: Directory): Promise<GroupRow[]> {
  const groups = await db.selectFrom('groups').select(['id', 'name']).orderBy('name').execute()
  const members = await db
    .selectFrom('groupMembers')
    .innerJoin('people', 'people.id', 'groupMembers.person')
    .select(['group', 'people.id', 'people.name'])
    .orderBy('people.name')
    .execute()
  return groups.map((group) => ({
    ...group,
    members: members
      .filter((member) => member.group === group.id)
      .map(({ id, name }) => ({ id, name, color: colorOfPerson(id), isGuest: false })),
  }))
}

/** What a group is called; empty when it is gone. */
export async function groupName({ db }: Directory, id: string): Promise<string> {
  const found = await db.selectFrom('groups').select('name').where('id', '=', id).executeTakeFirst()
  return found?.name ?? ''
}

export async function makeGroup({ db, now, random }: Directory, typed: string): Promise<string> {
  const id = newId(random)
  await db
    .insertInto('groups')
    .values({ id, name: readName(typed), createdAt: now() })
    .execute()
  return id
}

export async function renameGroup({ db }: Directory, id: string, typed: string): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('groups')
    .set({ name: readName(typed) })
    .where('id', '=', id)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw noSuchGroup()
}

/** Takes a group away, with all that was given to it. */
export async function deleteGroup(directory: Directory, id: string): Promise<void> {
  const { numDeletedRows } = await directory.db.deleteFrom('groups').where('id', '=', id).executeTakeFirst()
  if (numDeletedRows === 0n) throw noSuchGroup()
  await directory.rightsChanged({})
}

/** Puts a member into a group. Guests are in none. */
export async function joinGroup(directory: Directory, group: string, person: string): Promise<void> {
  const { db } = directory
  const member = await db
    .selectFrom('people')
    .select('id')
    .where('id', '=', person)
    .where('isGuest', '=', 0)
    .executeTakeFirst()
  const found = await db.selectFrom('groups').select('id').where('id', '=', group).executeTakeFirst()
  if (found === undefined) throw noSuchGroup()
  if (member === undefined) throw new Refused('notFound', 'there is no such member')
  await db
    .insertInto('groupMembers')
    .values({ group, person })
    .onConflict((conflict) => conflict.columns(['group', 'person']).doNothing())
    .execute()
  await directory.rightsChanged({ person })
}

export async function leaveGroup(directory: Directory, group: string, person: string): Promise<void> {
  await directory.db
    .deleteFrom('groupMembers')
    .where('group', '=', group)
    .where('person', '=', person)
    .execute()
  await directory.rightsChanged({ person })
}

const noSuchGroup = (): Refused => new Refused('notFound', 'there is no such group')

function readName(typed: string): string {
  const name = cleanName(typed)
  if (name === '') throw new Refused('invalid', 'a name has at least one sign that can be seen')
  return name
}
