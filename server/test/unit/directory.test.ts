import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Attempts } from '../../src/core/attempts.ts'
import { note, readAudit } from '../../src/directory/audit.ts'
import { writeCsv } from '../../src/directory/auditCsv.ts'
import { register } from '../../src/directory/accounts.ts'
import { addDocument, listDocuments } from '../../src/directory/documents.ts'
import { joinGroup, makeGroup } from '../../src/directory/groups.ts'
import { adoptGuest, Guests, rememberGuest } from '../../src/directory/guests.ts'
import { identify, proofOf } from '../../src/directory/identity.ts'
import { noteIntroduction } from '../../src/directory/introducers.ts'
import {
  findLink,
  listInvitations,
  makeLink,
  useLink,
  withdrawInvitation,
} from '../../src/directory/oneTimeLinks.ts'
import { addPasskey, listPasskeys, removePasskey } from '../../src/directory/passkeys.ts'
import { hashPassword, isPassword } from '../../src/directory/passwords.ts'
import { deletePerson, findPeople, setAdministrator, setSuspended } from '../../src/directory/people.ts'
import { rightsOn } from '../../src/directory/rights.ts'
import { hashOf, sign, verify } from '../../src/directory/secrets.ts'
import { beginSession, SESSION_MS, useSession } from '../../src/directory/sessions.ts'
import { changeSettings } from '../../src/directory/settings.ts'
import { Tickets } from '../../src/directory/tickets.ts'
import { memoryDirectory, type MemoryDirectory, someone } from '../people/memoryDirectory.ts'

let directory: MemoryDirectory
beforeEach(async () => {
  directory = await memoryDirectory()
})
afterEach(() => directory.db.destroy())
const nothing = { session: null, guest: null, token: null, ticket: null }
const device = { device: 'a browser', address: '127.0.0.1' }
const parts = () => ({
  directory,
  guests: new Guests(directory, 'key'),
  tickets: new Tickets(directory),
})

describe('a session', () => {
  test('ends when it was not used for a month, and lasts when it was', async () => {
    await someone(directory, 'ann')
    const session = await beginSession(directory, 'ann', device)
    const now = async () => identify(directory, { by: 'session', hash: hashOf(session) })
    const found = await now()
    if (typeof found === 'string') throw new Error(found)
    expect(found).toMatchObject({ person: 'ann', until: directory.time + SESSION_MS })
    directory.time += SESSION_MS - 1
    expect(await useSession(directory, found.session!)).toBe(true)
    expect(await useSession(directory, found.session!)).toBe(false)
    directory.time += SESSION_MS - 1
    expect(await now()).toMatchObject({ person: 'ann' })
    directory.time += 1
    expect(await now()).toBe('refused')
  })

  test('is kept nowhere as it is', async () => {
    await someone(directory, 'ann')
    const session = await beginSession(directory, 'ann', device)
    const { secret } = await makeLink(directory, 'reset', { person: 'ann' })
    const rows = await Promise.all(
      (['sessions', 'oneTimeLinks', 'people'] as const).map((table) =>
        directory.db.selectFrom(table).selectAll().execute(),
      ),
    )
    for (const kept of [session, secret]) expect(JSON.stringify(rows)).not.toContain(kept)
  })

  test('of who is suspended counts no more, and another one shows nothing of a guest', async () => {
    await someone(directory, 'ada', { isAdministrator: true })
    await someone(directory, 'ann')
    const session = await beginSession(directory, 'ann', device)
    await setSuspended(directory, 'ann', true)
    expect(await identify(directory, { by: 'session', hash: hashOf(session) })).toBe('refused')
    expect(directory.changes).toContainEqual({ person: 'ann' })
    await setSuspended(directory, 'ann', false)
    expect(await identify(directory, { by: 'session', hash: hashOf(session) })).toBe('refused')
  })
})

describe('what a request shows', () => {
  test('[A2] explicitly goes before what its browser sends by itself', () => {
    const guest = parts().guests.mint()
    expect(proofOf({ ...nothing, session: 's', guest, token: 't' }, parts())).toEqual({
      by: 'token',
      hash: hashOf('t'),
    })
    expect(proofOf({ ...nothing, session: 's', guest }, parts())).toEqual({
      by: 'session',
      hash: hashOf('s'),
    })
    expect(proofOf({ ...nothing, guest }, parts())).toMatchObject({ by: 'guest' })
    expect(proofOf(nothing, parts())).toEqual({ by: 'nothing' })
    expect(proofOf({ ...nothing, session: 's', ticket: 'x' }, parts())).toBe('refused')
  })

  test('guests are let in or not, as is set', async () => {
    const guest = { by: 'guest', person: 'g' } as const
    expect(await identify(directory, guest)).toMatchObject({ person: 'g', isGuest: true })
    expect(await identify(directory, { by: 'nothing' })).toBe('nobody')
    await changeSettings(directory, { guests: false })
    expect(await identify(directory, guest)).toBe('refused')
    expect(await identify(directory, { by: 'nothing' })).toBe('refused')
  })

  test('[A2] a ticket counts once, and half a minute', () => {
    const { tickets } = parts()
    const proof = { by: 'guest', person: 'g' } as const
    const [one, two] = [tickets.make(proof), tickets.make(proof)]
    expect(tickets.redeem(one)).toEqual(proof)
    expect(tickets.redeem(one)).toBeNull()
    directory.time += 30_000
    expect(tickets.redeem(two)).toBeNull()
  })

  test('a signature is of one text and one key', () => {
    const signed = sign('person', 'key')
    expect(verify(signed, 'key')).toBe('person')
    for (const other of [
      signed.slice(0, -1),
      `x${signed}`,
      'person.',
      'person',
      '',
      '.',
      signed.replace('.', '..'),
    ])
      expect(verify(other, 'key')).toBeNull()
    expect(verify(signed, 'another key')).toBeNull()
  })
})

describe('a one-time link', () => {
  test('is used once, for what it is for, while it lasts', async () => {
    const { secret } = await makeLink(directory, 'invitation')
    await expect(useLink(directory, secret, ['reset'])).rejects.toMatchObject({ kind: 'expiredLink' })
    await useLink(directory, secret, ['invitation'])
    await expect(useLink(directory, secret, ['invitation'])).rejects.toMatchObject({ kind: 'expiredLink' })
    const late = await makeLink(directory, 'invitation')
    directory.time = late.expiresAt
    await expect(useLink(directory, late.secret, ['invitation'])).rejects.toMatchObject({
      kind: 'expiredLink',
    })
  })

  test('makes an older one for the same person useless', async () => {
    await someone(directory, 'ann')
    const older = await makeLink(directory, 'reset', { person: 'ann' })
    const newer = await makeLink(directory, 'reset', { person: 'ann' })
    await expect(useLink(directory, older.secret, ['reset'])).rejects.toMatchObject({ kind: 'expiredLink' })
    await useLink(directory, newer.secret, ['reset'])
  })
})

describe('a password', () => {
  const ann = { name: 'Ann', email: 'annabelle@example.org' }
  test.each([
    'short',
    '12345678',
    'PASSWORD',
    'aaaaaaaaaa',
    'annabelle',
    'annabelle@example.org',
    'x'.repeat(201),
  ])('%s is refused', async (password) => {
    await expect(hashPassword(password, ann)).rejects.toMatchObject({ kind: 'weakPassword' })
  })

  test('is the same however its letters were composed, in any script', async () => {
    const hashed = await hashPassword('Zoë läuft schnell', ann)
    expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await isPassword('Zoë läuft schnell'.normalize('NFD'), hashed)).toBe(true)
    expect(await isPassword('Zoe lauft schnell', hashed)).toBe(false)
    expect(await isPassword('anything', null)).toBe(false)
    expect(await isPassword('床前明月光疑是地上霜', await hashPassword('床前明月光疑是地上霜', ann))).toBe(
      true,
    )
  })
})

describe('people', () => {
  test('what a guest did becomes a member’s, with the higher of two rights', async () => {
    const ann = await someone(directory, 'ann')
    await rememberGuest(directory, 'gus', 'Gus')
    const gus = { ...ann, person: 'gus', isGuest: true }
    await addDocument(directory, 'a'.repeat(22), gus)
    await addDocument(directory, 'b'.repeat(22), gus)
    await directory.db
      .insertInto('personGrants')
      .values({ document: 'b'.repeat(22), person: 'ann', role: 'viewer', grantedAt: 0 })
      .execute()
    await adoptGuest(directory, 'gus', 'ann')
    expect((await listDocuments(directory, ann)).map(({ role }) => role)).toEqual(['owner', 'owner'])
    expect(await directory.db.selectFrom('people').select('id').where('id', '=', 'gus').execute()).toEqual([])
    await adoptGuest(directory, 'ann', 'ann')
    expect(await directory.db.selectFrom('people').select('id').execute()).toEqual([{ id: 'ann' }])
  })

  test('there is always an administrator who can come in', async () => {
    await someone(directory, 'ada', { isAdministrator: true })
    for (const act of [
      () => setSuspended(directory, 'ada', true),
      () => setAdministrator(directory, 'ada', false),
      () => deletePerson(directory, 'ada', null),
    ])
      await expect(act()).rejects.toMatchObject({ kind: 'lastOwner' })
    await someone(directory, 'bea', { isAdministrator: true })
    await setSuspended(directory, 'ada', true)
    await expect(deletePerson(directory, 'bea', null)).rejects.toMatchObject({ kind: 'lastOwner' })
  })

  test('who goes hands documents over, or leaves them to the administrators', async () => {
    const ada = await someone(directory, 'ada', { isAdministrator: true })
    const bob = await someone(directory, 'bob')
    const documents = ['a', 'b'].map((letter) => letter.repeat(22))
    for (const [i, name] of ['cat', 'dan'].entries())
      await addDocument(directory, documents[i]!, await someone(directory, name))
    await deletePerson(directory, 'cat', 'bob')
    await deletePerson(directory, 'dan', null)
    expect((await rightsOn(directory, bob, documents[0]!))?.role).toBe('owner')
    expect((await rightsOn(directory, bob, documents[1]!))?.role).toBeNull()
    expect((await rightsOn(directory, ada, documents[0]!))?.role).toBeNull()
    expect((await rightsOn(directory, ada, documents[1]!))?.role).toBe('owner')
  })

  test('are found by the beginning of a name or address, and signs of patterns are only signs', async () => {
    for (const name of ['Ann', 'Anton', 'Bo Anders', 'Cy%d']) await someone(directory, name)
    await someone(directory, 'Anguest', { isGuest: true })
    const ann = await someone(directory, 'asker')
    const names = async (query: string) =>
      (await findPeople(directory, query, ann)).people.map(({ name }) => name)
    expect(await names('an')).toEqual(['Ann', 'Anton', 'Bo Anders'])
    expect(await names('anton@')).toEqual(['Anton'])
    expect(await names('%')).toEqual([])
    expect(await names('cy%')).toEqual(['Cy%d'])
  })

  test('who are strangers to each other find one another by the whole address only', async () => {
    const ada = await someone(directory, 'ada', { isAdministrator: true })
    const ann = await someone(directory, 'ann')
    const team = await makeGroup(directory, 'Team')
    await changeSettings(directory, { registration: 'open' })
    const names = async (query: string, who = ann) => {
      const { people, groups } = await findPeople(directory, query, who)
      return [...people, ...groups].map(({ name }) => name)
    }
    for (const query of ['a', 'ada', 'ada@', 'te']) expect(await names(query)).toEqual([])
    expect(await names('ADA@example.org')).toEqual(['ada'])
    expect(await names('a', ada)).toEqual(['ada', 'ann'])
    await joinGroup(directory, team, 'ann')
    expect(await names('te')).toEqual(['Team'])
  })

  test('what lets somebody in last is not taken away', async () => {
    await someone(directory, 'ann')
    const key = (id: string) => ({ id, publicKey: '', counter: 0, name: id })
    await addPasskey(directory, 'ann', key('phone'))
    await addPasskey(directory, 'ann', key('laptop'))
    expect(await removePasskey(directory, 'ann', 'phone')).toBe(true)
    await expect(removePasskey(directory, 'ann', 'laptop')).rejects.toMatchObject({ kind: 'lastOwner' })
    expect(await listPasskeys(directory, 'ann')).toMatchObject([{ id: 'laptop' }])
  })

  test.each([
    ['is suspended', (person: string) => setSuspended(directory, person, true)],
    ['administers no more', (person: string) => setAdministrator(directory, person, false)],
    ['is deleted', (person: string) => deletePerson(directory, person, null)],
  ])('what an administrator gave away lets nobody in once they are one who %s', async (_how, ends) => {
    await someone(directory, 'ada', { isAdministrator: true })
    await someone(directory, 'bea', { isAdministrator: true })
    const { secret } = await makeLink(directory, 'invitation', { isAdministrator: 1, createdBy: 'bea' })
    const other = await makeLink(directory, 'invitation', { createdBy: 'ada' })
    await ends('bea')
    expect(await findLink(directory, secret)).toBeNull()
    expect(await findLink(directory, other.secret)).toMatchObject({ createdBy: 'ada' })
  })

  test('invitations that are open are listed, and taken back once', async () => {
    await someone(directory, 'ada', { isAdministrator: true })
    const { secret } = await makeLink(directory, 'invitation', { email: 'cy@example.org', createdBy: 'ada' })
    await makeLink(directory, 'reset', { person: 'ada', createdBy: 'ada' })
    const listed = await listInvitations(directory)
    expect(listed).toMatchObject([{ email: 'cy@example.org', by: 'ada', isAdministrator: false }])
    expect(JSON.stringify(listed)).not.toContain(secret)
    expect(await withdrawInvitation(directory, listed[0]!.id)).toBe('cy@example.org')
    expect(await findLink(directory, secret)).toBeNull()
    await expect(withdrawInvitation(directory, listed[0]!.id)).rejects.toMatchObject({ kind: 'notFound' })
  })

  test('the link of the first start makes no second administrator', async () => {
    const { secret } = await makeLink(directory, 'setup', { isAdministrator: 1 })
    await someone(directory, 'ada', { isAdministrator: true })
    const account = { name: 'Eve', email: 'eve@example.org', password: 'a long way to the sea' }
    const coming = register(directory, account, { token: secret, guest: null, canMail: false })
    await expect(coming).rejects.toMatchObject({ kind: 'expiredLink' })
  })

  test('an address belongs to one account, in whatever letters it is written', async () => {
    await someone(directory, 'ada', { isAdministrator: true })
    await changeSettings(directory, { registration: 'open' })
    const account = { name: 'Ann', email: 'Ann@Example.org', password: 'a long way to the sea' }
    const options = { token: null, guest: null, canMail: false }
    await register(directory, account, options)
    const again = register(directory, { ...account, email: ' ann@example.ORG ' }, options)
    await expect(again).rejects.toMatchObject({ kind: 'emailTaken' })
  })
})

describe('what is written down', () => {
  test('is found by what it is and whom it is about, latest first, and outlives both', async () => {
    await someone(directory, 'ada', { isAdministrator: true })
    const ann = await someone(directory, 'ann')
    const actor = { person: 'ada', name: 'Ada', address: '::1' }
    await note(directory, actor, 'signedIn')
    await note(directory, actor, 'personSuspended', { subject: { id: ann.person, name: 'Ann' } })
    await note(directory, { person: null, name: null, address: '::1' }, 'signInFailed')
    await deletePerson(directory, 'ann', null)
    const actions = async (filter: object) =>
      (await readAudit(directory, filter, 10)).map(({ action }) => action)
    expect(await actions({})).toEqual(['signInFailed', 'personSuspended', 'signedIn'])
    expect(await actions({ person: 'ann' })).toEqual(['personSuspended'])
    expect(await actions({ action: 'signedIn' })).toEqual(['signedIn'])
    expect(await actions({ before: 2 })).toEqual(['signedIn'])
  })

  test('is a table that no spreadsheet takes for a formula', () => {
    const entry = { id: 1, at: 0, action: 'signedIn', address: null, document: null, subject: null }
    const csv = writeCsv([{ ...entry, actor: '=cmd()', detail: 'a "quoted", b' }])
    expect(csv).toBe(
      'at,action,actor,address,document,subject,detail\r\n1970-01-01T00:00:00.000Z,signedIn,\'=cmd(),,,,"a ""quoted"", b"\r\n',
    )
  })
})

test('so many tries at once, and one more after each while; each account and address for itself', () => {
  let now = 0
  const attempts = new Attempts({ most: 3, refillMs: 1000 }, () => now)
  const tries = (key: string): boolean[] => Array.from({ length: 4 }, () => attempts.take(key))
  expect(tries('ann')).toEqual([true, true, true, false])
  expect(tries('bob')).toEqual([true, true, true, false])
  now = 1999
  expect(tries('ann')).toEqual([true, false, false, false])
  attempts.forget('ann')
  expect(tries('ann')).toEqual([true, true, true, false])
  for (let i = 0; i < 30_000; i++) attempts.take(`key ${i}`)
  expect(attempts.take('key 29999')).toBe(true)
})

test('[A7] who brought what under a client id is known by the clock from which they did, also after a restart', async () => {
  const document = 'a'.repeat(22)
  await addDocument(directory, document, await someone(directory, 'ann'))
  for (const [clock, person] of [
    [0, 'ann'],
    [3, 'ann'],
    [5, 'gus'],
    [5, 'eve'],
    [6, 'gus'],
    [9, 'ann'],
  ] as const)
    await noteIntroduction(directory, { document, client: 7, clock, person })
  const rows = await directory.db
    .selectFrom('introducers')
    .select(['clock', 'person'])
    .orderBy('clock')
    .execute()
  expect(rows).toEqual([
    { clock: 0, person: 'ann' },
    { clock: 5, person: 'gus' },
    { clock: 9, person: 'ann' },
  ])
})
