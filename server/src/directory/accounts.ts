import { cleanName } from '@weft/shared/personName'
import type { Directory } from './directory.ts'
import { domainOf, readEmail } from './emails.ts'
import { adoptGuest } from './guests.ts'
import { makeLink, useLink } from './oneTimeLinks.ts'
import { hashPassword, isPassword } from './passwords.ts'
import { Refused } from './refused.ts'
import type { OneTimeLink, PersonRecord } from './schema.ts'
import { newId } from './secrets.ts'
import { endSessions } from './sessions.ts'
import { readSettings } from './settings.ts'

interface NewAccount {
  name: string
  email: string
  password: string
}

/** Whether nobody administers this server yet. */
export async function needsSetup({ db }: Pick<Directory, 'db'>): Promise<boolean> {
  const found = await db.selectFrom('people').select('id').where('isAdministrator', '=', 1).executeTakeFirst()
  return found === undefined
}

/**
 * Makes an account: with a one-time link, or without one where registration is open. What the guest at this device has
 * done becomes the new member's. Where the server can send mail, registration begins with an invitation by mail, which
 * proves the address (`askForInvitation`). Throws Refused.
 */
export async function register(
  directory: Directory,
  { name, email: typed, password }: NewAccount,
  { token, guest, canMail }: { token: string | null; guest: string | null; canMail: boolean },
): Promise<PersonRecord> {
  const email = readEmail(typed)
  const shown = readName(name)
  if (token === null) await refuseUnlessOpen(directory, canMail)
  const passwordHash = await hashPassword(password, { name: shown, email })
  const made = await directory.db.transaction().execute(async (db) => {
    const inside = { ...directory, db }
    // Within: a link that ends in a refusal is not used up.
    const link = token === null ? null : await useLink(inside, token, ['setup', 'invitation'])
    refuseOtherEmail(link, email)
    if (link?.kind === 'setup' && !(await needsSetup(inside)))
      throw new Refused('expiredLink', 'there is an administrator already; ask them for an invitation')
    return makeMember(inside, {
      name: shown,
      email,
      passwordHash,
      guest,
      isAdministrator: link?.isAdministrator ?? 0,
    })
  })
  if (guest !== null) await directory.rightsChanged({ person: guest })
  return made
}

/** An invitation for an address that may register by itself; null for one that may not. */
export async function askForInvitation(
  directory: Directory,
  typed: string,
): Promise<{ email: string; secret: string } | null> {
  const email = readEmail(typed)
  const { registration, domains } = await readSettings(directory)
  const may = registration === 'open' || (registration === 'invite' && domains.includes(domainOf(email)))
  const taken = await directory.db
    .selectFrom('people')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirst()
  if (!may || taken !== undefined) return null
  const { secret } = await makeLink(directory, 'invitation', { email })
  return { email, secret }
}

/** Makes a member, with all that a guest has done. Throws Refused (`emailTaken`). */
export async function makeMember(
  { db, now, random }: Pick<Directory, 'db' | 'now' | 'random'>,
  account: {
    name: string
    email: string | null
    passwordHash: string | null
    isAdministrator: 0 | 1
    guest: string | null
  },
): Promise<PersonRecord> {
  const { guest, ...fields } = account
  const taken =
    fields.email === null
      ? undefined
      : await db.selectFrom('people').select('id').where('email', '=', fields.email).executeTakeFirst()
  if (taken !== undefined)
    throw new Refused('emailTaken', 'there is an account with this address already; sign in instead')
  const person = await db
    .insertInto('people')
    .values({ ...fields, id: newId(random), isGuest: 0, isSuspended: 0, createdAt: now() })
    .returningAll()
    .executeTakeFirstOrThrow()
  if (guest !== null) await adoptGuest({ db }, guest, person.id)
  return person
}

/** The member with this address and password, or null: nobody is told which of the two was wrong. */
export async function checkPassword(
  { db }: Pick<Directory, 'db'>,
  email: string,
  password: string,
): Promise<PersonRecord | null> {
  const found = await findMemberByEmail({ db }, email)
  const isRight = await isPassword(password, found?.passwordHash ?? null)
  return found !== null && isRight && found.isSuspended === 0 ? found : null
}

/** Sets another password and ends all sessions but one. Throws Refused (`weakPassword`). */
export async function setPassword(
  directory: Directory,
  person: Pick<PersonRecord, 'id' | 'name' | 'email'>,
  password: string,
  exceptSession: string | null,
): Promise<void> {
  const passwordHash = await hashPassword(password, { name: person.name, email: person.email ?? '' })
  await directory.db.updateTable('people').set({ passwordHash }).where('id', '=', person.id).execute()
  await endSessions(directory, person.id, exceptSession)
}

/** Sets the password of whom a link was made for, and ends all their sessions. Throws Refused; then the link is still good. */
export async function resetPassword(
  directory: Directory,
  token: string,
  password: string,
): Promise<PersonRecord> {
  const person = await directory.db.transaction().execute(async (db) => {
    const link = await useLink({ ...directory, db }, token, ['reset'])
    const found = await findMember({ db }, link.person ?? '')
    if (found === null) throw new Refused('expiredLink', 'this account is gone')
    const passwordHash = await hashPassword(password, { name: found.name, email: found.email ?? '' })
    await db.updateTable('people').set({ passwordHash }).where('id', '=', found.id).execute()
    return found
  })
  await endSessions(directory, person.id, null)
  return person
}

/** A link with which somebody gives themselves another password, and theirs alone; null when nobody has this address. */
export async function forgotPassword(
  directory: Directory,
  typed: string,
): Promise<{ person: PersonRecord; secret: string } | null> {
  const person = await findMemberByEmail(directory, typed)
  if (person === null || person.isSuspended === 1) return null
  const { secret } = await makeLink(directory, 'reset', { person: person.id })
  return { person, secret }
}

/** A member by id. */
export async function findMember({ db }: Pick<Directory, 'db'>, id: string): Promise<PersonRecord | null> {
  const found = await db
    .selectFrom('people')
    .selectAll()
    .where('id', '=', id)
    .where('isGuest', '=', 0)
    .executeTakeFirst()
  return found ?? null
}

export async function findMemberByEmail(
  { db }: Pick<Directory, 'db'>,
  email: string,
): Promise<PersonRecord | null> {
  const found = await db
    .selectFrom('people')
    .selectAll()
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst()
  return found ?? null
}

/** Makes a member without a password, who takes one with a link. Throws Refused. */
export async function addMember(
  directory: Directory,
  { email, name, isAdministrator }: { email: string; name: string; isAdministrator: boolean },
): Promise<PersonRecord> {
  return makeMember(directory, {
    name: readName(name),
    email: readEmail(email),
    passwordHash: null,
    isAdministrator: isAdministrator ? 1 : 0,
    guest: null,
  })
}

/** Gives a person another name, everywhere they are seen. Throws Refused (`invalid`). */
export async function rename(directory: Directory, person: string, typed: string): Promise<void> {
  await directory.db
    .updateTable('people')
    .set({ name: readName(typed) })
    .where('id', '=', person)
    .execute()
  await directory.rightsChanged({ person })
}

function readName(typed: string): string {
  const name = cleanName(typed)
  if (name === '') throw new Refused('invalid', 'a name has at least one sign that can be seen')
  return name
}

async function refuseUnlessOpen(directory: Directory, canMail: boolean): Promise<void> {
  const { registration } = await readSettings(directory)
  if (await needsSetup(directory))
    throw new Refused(
      'registrationClosed',
      'the first account is made with the link in the log of the server',
    )
  if (registration === 'open' && !canMail) return
  throw new Refused(
    'registrationClosed',
    'accounts are made by invitation here; ask an administrator for one',
  )
}

function refuseOtherEmail(link: OneTimeLink | null, email: string): void {
  if (link !== null && link.email !== null && link.email !== email)
    throw new Refused('invalid', `this invitation is for ${link.email}`)
}
