import type { GivenRole } from '@weft/shared/api/fields'
import { higherRole, type Role, roles } from '@weft/shared/roles'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDocument, leaveDocument, listDocuments } from '../../src/directory/documents.ts'
import { joinGroup, makeGroup } from '../../src/directory/groups.ts'
import type { Identity } from '../../src/directory/identity.ts'
import { rightsOn } from '../../src/directory/rights.ts'
import * as sharing from '../../src/directory/sharing.ts'
import { memoryDirectory, type MemoryDirectory, someone } from '../people/memoryDirectory.ts'

let directory: MemoryDirectory
let owner: Identity
const people = {} as Record<'member' | 'guest' | 'reader' | 'administrator', Identity>
let group: string
beforeAll(async () => {
  directory = await memoryDirectory()
  owner = await someone(directory, 'owner')
  people.member = await someone(directory, 'member')
  people.guest = await someone(directory, 'guest', { isGuest: true })
  people.reader = { ...people.member, readsOnly: true }
  people.administrator = await someone(directory, 'administrator', { isAdministrator: true })
  group = await makeGroup(directory, 'Choir')
  for (const person of ['member', 'administrator']) await joinGroup(directory, group, person)
})
afterAll(() => directory.db.destroy())

let documents = 0
const newDocument = async (): Promise<string> => {
  const id = String(documents++).padStart(22, '0')
  await addDocument(directory, id, owner)
  return id
}

const given: (GivenRole | null)[] = [null, 'viewer', 'commenter', 'editor']
const ways = given.flatMap((own) =>
  given.flatMap((byGroup) =>
    given.flatMap((everyone) => given.map((link) => ({ own, byGroup, everyone, link }))),
  ),
)

test('[A1] the role is the highest of what was given to the person, their groups, everyone and the link', async () => {
  expect(ways).toHaveLength(256)
  const id = await newDocument()
  const { db } = directory
  for (const { own, byGroup, everyone, link } of ways) {
    await db
      .updateTable('documents')
      .set({ everyoneRole: everyone, linkRole: link })
      .where('id', '=', id)
      .execute()
    await db.deleteFrom('groupGrants').execute()
    if (byGroup !== null)
      await db
        .insertInto('groupGrants')
        .values({ document: id, group, role: byGroup, grantedAt: 0 })
        .execute()
    await db.deleteFrom('personGrants').where('person', '!=', 'owner').execute()
    const granted = own === null ? [] : ['member', 'guest', 'administrator']
    for (const person of granted)
      await db.insertInto('personGrants').values({ document: id, person, role: own!, grantedAt: 0 }).execute()
    const highest = [own, byGroup, everyone, link].reduce<Role | null>(higherRole, null)
    const expected = {
      member: highest,
      administrator: highest,
      reader: highest === null ? null : 'viewer',
      guest: higherRole(own, link),
    }
    for (const [name, role] of Object.entries(expected)) {
      const rights = await rightsOn(directory, people[name as keyof typeof people], id)
      expect([own, byGroup, everyone, link, name, rights?.role]).toEqual([
        own,
        byGroup,
        everyone,
        link,
        name,
        role,
      ])
    }
    expect((await rightsOn(directory, 'nobody', id))?.role).toBe(link)
    // What is listed is what may be read; a link alone lists nothing before it was opened.
    const listed = (await listDocuments(directory, people.member)).find((row) => row.id === id)
    const isListed = own !== null || byGroup !== null
    expect(listed?.role ?? null).toBe(
      isListed ? [own, byGroup, everyone].reduce<Role | null>(higherRole, null) : null,
    )
  }
})

test('a role that lets one do more also lets one do all that the others do', () => {
  for (const a of roles)
    for (const b of roles) expect(higherRole(a, b)).toBe(roles.indexOf(a) > roles.indexOf(b) ? a : b)
})

test('a link that has ended opens nothing, and it is known when it will', async () => {
  const id = await newDocument()
  const expiresAt = directory.time + 1000
  await sharing.setLink(directory, id, { role: 'editor', expiresAt })
  expect(await rightsOn(directory, people.guest, id)).toMatchObject({
    role: 'editor',
    until: expiresAt,
    byLink: true,
  })
  directory.time = expiresAt
  expect((await rightsOn(directory, people.guest, id))?.role).toBeNull()
  await expect(sharing.setLink(directory, id, { role: 'editor', expiresAt })).rejects.toMatchObject({
    kind: 'invalid',
  })
})

test('a link with a password opens for who has said it, until it is another one', async () => {
  const id = await newDocument()
  await sharing.setLink(directory, id, { role: 'viewer', expiresAt: null, password: 'open sesame' })
  const role = async (): Promise<Role | null | undefined> =>
    (await rightsOn(directory, people.guest, id))?.role
  expect(await role()).toBeNull()
  await expect(sharing.passLink(directory, id, people.guest, 'sesame')).rejects.toMatchObject({
    kind: 'wrongPassword',
  })
  await sharing.passLink(directory, id, people.guest, 'open sesame')
  expect(await role()).toBe('viewer')
  await sharing.setLink(directory, id, { role: 'editor', expiresAt: null })
  expect(await role()).toBe('editor')
  await sharing.setLink(directory, id, { role: 'editor', expiresAt: null, password: 'another' })
  expect(await role()).toBeNull()
  await sharing.setLink(directory, id, { role: 'editor', expiresAt: null, password: null })
  expect(await role()).toBe('editor')
  const nowhere = sharing.passLink(directory, 'x'.repeat(22), people.guest, 'open sesame')
  await expect(nowhere).rejects.toMatchObject({ kind: 'wrongPassword' })
})

test('a document always has an owner, and the last one cannot go', async () => {
  const id = await newDocument()
  const take = (role: Role | null) =>
    sharing.setPersonRole(directory, id, { person: 'owner', role, by: 'owner' })
  await expect(take(null)).rejects.toMatchObject({ kind: 'lastOwner' })
  await expect(take('editor')).rejects.toMatchObject({ kind: 'lastOwner' })
  await sharing.transferDocument(directory, id, { from: 'owner', to: 'member' })
  expect((await rightsOn(directory, owner, id))?.role).toBe('editor')
  expect((await rightsOn(directory, people.member, id))?.role).toBe('owner')
  await sharing.transferDocument(directory, id, { from: 'member', to: 'member' })
  expect((await rightsOn(directory, people.member, id))?.role).toBe('owner')
  await leaveDocument(directory, id, 'owner')
  expect((await rightsOn(directory, owner, id))?.role).toBeNull()
})

test('asking for what is not there does nothing, and asking again changes what was asked', async () => {
  await sharing.askForAccess(directory, 'x'.repeat(22), people.member, { role: 'editor', message: 'please' })
  expect(await directory.db.selectFrom('accessRequests').selectAll().execute()).toEqual([])
  const id = await newDocument()
  await sharing.askForAccess(directory, id, people.guest, { role: 'editor', message: 'please' })
  await sharing.askForAccess(directory, id, people.guest, { role: 'viewer', message: 'only to look' })
  const rights = await rightsOn(directory, owner, id)
  expect((await sharing.sharingOf(directory, rights!)).requests).toMatchObject([
    { person: { id: 'guest', isGuest: true }, role: 'viewer', message: 'only to look' },
  ])
  await sharing.setPersonRole(directory, id, { person: 'guest', role: 'viewer', by: 'owner' })
  expect((await sharing.sharingOf(directory, rights!)).requests).toEqual([])
})

test('who came by the link alone is told who owns it, and nobody else', async () => {
  const id = await newDocument()
  await sharing.setPersonRole(directory, id, { person: 'member', role: 'viewer', by: 'owner' })
  await sharing.setGroupRole(directory, id, { group, role: 'viewer', by: 'owner' })
  await sharing.setLink(directory, id, { role: 'viewer', expiresAt: null })
  const seen = await sharing.sharingOf(directory, (await rightsOn(directory, people.guest, id))!)
  expect(seen.people.map(({ name }) => name)).toEqual(['owner'])
  expect(seen.groups).toEqual([])
})

test('who only reads is not told of requests and addresses', async () => {
  const id = await newDocument()
  await sharing.setPersonRole(directory, id, { person: 'member', role: 'viewer', by: 'owner' })
  await sharing.askForAccess(directory, id, people.guest, { role: 'editor', message: 'please' })
  const seen = await sharing.sharingOf(directory, (await rightsOn(directory, people.member, id))!)
  expect(seen.requests).toEqual([])
  expect(seen.people.map(({ email }) => email)).toEqual([null, null])
})
