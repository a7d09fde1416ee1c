import type { Directory } from './directory.ts'
import { Refused } from './refused.ts'

/** Throws Refused (`lastOwner`) when somebody has nothing left that lets them in: no password, passkey or account elsewhere. */
export async function refuseShutOut(db: Directory['db'], person: string): Promise<void> {
  const { passwordHash } = await db
    .selectFrom('people')
    .select('passwordHash')
    .where('id', '=', person)
    .executeTakeFirstOrThrow()
  const others = await db
    .selectFrom('identities')
    .select('person')
    .where('person', '=', person)
    .union(db.selectFrom('passkeys').select('person').where('person', '=', person))
    .execute()
  if (passwordHash === null && others.length === 0)
    throw new Refused('lastOwner', 'nothing else lets you in: take a password or another passkey first')
}
