import { cleanName } from '@weft/shared/personName'
import { findMemberByEmail, makeMember, needsSetup } from './accounts.ts'
import type { Directory } from './directory.ts'
import { domainOf, readEmail } from './emails.ts'
import { refuseShutOut } from './shutOut.ts'
import { Refused } from './refused.ts'
import type { PersonRecord } from './schema.ts'
import { readSettings } from './settings.ts'

/** Whom another provider says somebody is. `email` only where the provider says that it was proved there. */
export interface Claim {
  provider: string
  /** OpenID Connect Core, 2: the only one of a provider's claims that stays the same and is nobody else's. */
  subject: string
  email: string | null
  name: string
}

/** The accounts elsewhere that let a person in here. */
export const listIdentities = ({ db }: Directory, person: string) =>
  db
    .selectFrom('identities')
    .select(['provider', 'email', 'linkedAt'])
    .where('person', '=', person)
    .orderBy('linkedAt')
    .execute()

/** Lets an account elsewhere in as this person, who is signed in here and there. Throws Refused when it lets in another. */
export async function linkIdentity({ db, now }: Directory, person: string, claim: Claim): Promise<void> {
  const { provider, subject, email } = claim
  const known = await findIdentity(db, claim)
  if (known !== null && known !== person)
    throw new Refused('emailTaken', 'this account already lets somebody else in here')
  await db
    .insertInto('identities')
    .values({ provider, subject, email, person, linkedAt: now() })
    .onConflict((conflict) => conflict.columns(['provider', 'subject']).doUpdateSet({ email }))
    .execute()
}

/** Takes it away again. Throws Refused when nothing else lets the person in. */
export async function unlinkIdentity({ db }: Directory, person: string, provider: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .deleteFrom('identities')
      .where('person', '=', person)
      .where('provider', '=', provider)
      .execute()
    await refuseShutOut(transaction, person)
  })
}

/**
 * Whom a claim lets in: the person it was linked to, or somebody new where they may register by themselves. An account
 * of the same address is never taken over by it: whoever has both links them from inside. Throws Refused.
 */
export async function enterByClaim(
  directory: Directory,
  claim: Claim,
  guest: string | null,
): Promise<PersonRecord> {
  const { db } = directory
  const known = await findIdentity(db, claim)
  if (known !== null) {
    const person = await db.selectFrom('people').selectAll().where('id', '=', known).executeTakeFirstOrThrow()
    if (person.isSuspended === 1)
      throw new Refused('notAllowed', 'this account is shut out; ask an administrator')
    return person
  }
  const email = claim.email === null ? null : readEmail(claim.email)
  if (email !== null && (await findMemberByEmail(directory, email)) !== null)
    throw new Refused(
      'emailTaken',
      'there is an account with this address: sign in to it first, then link the two',
    )
  await refuseUnlessMayRegister(directory, email)
  const person = await db.transaction().execute((transaction) =>
    makeMember(
      { ...directory, db: transaction },
      {
        name: cleanName(claim.name) || (email?.split('@')[0] ?? 'Somebody'),
        email,
        passwordHash: null,
        isAdministrator: 0,
        guest,
      },
    ),
  )
  await linkIdentity(directory, person.id, claim)
  return person
}

async function refuseUnlessMayRegister(directory: Directory, email: string | null): Promise<void> {
  const { registration, domains } = await readSettings(directory)
  const isOfDomain = email !== null && domains.includes(domainOf(email))
  const may = registration === 'open' || (registration === 'invite' && isOfDomain)
  if (!may || (await needsSetup(directory)))
    throw new Refused(
      'registrationClosed',
      'accounts are made by invitation here; ask an administrator for one',
    )
}

async function findIdentity(db: Directory['db'], { provider, subject }: Claim): Promise<string | null> {
  const found = await db
    .selectFrom('identities')
    .select('person')
    .where('provider', '=', provider)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return found?.person ?? null
}
