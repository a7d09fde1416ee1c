import type { Directory } from './directory.ts'
import type { PersonRecord } from './schema.ts'
import { refuseShutOut } from './shutOut.ts'

/** What is kept of a passkey: its public half. Its secret half never leaves the authenticator. */
export interface NewPasskey {
  id: string
  publicKey: string
  counter: number
  name: string
}

export async function addPasskey({ db, now }: Directory, person: string, passkey: NewPasskey): Promise<void> {
  await db
    .insertInto('passkeys')
    .values({ ...passkey, person, createdAt: now() })
    .execute()
}

/** A person's passkeys, oldest first. */
export const listPasskeys = ({ db }: Directory, person: string) =>
  db
    .selectFrom('passkeys')
    .select(['id', 'name', 'createdAt', 'usedAt'])
    .where('person', '=', person)
    .orderBy('createdAt')
    .execute()

/** False when there is none of this id. Throws Refused when nothing else lets the person in. */
export async function removePasskey({ db }: Directory, person: string, id: string): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const { numDeletedRows } = await transaction
      .deleteFrom('passkeys')
      .where('id', '=', id)
      .where('person', '=', person)
      .executeTakeFirst()
    await refuseShutOut(transaction, person)
    return numDeletedRows > 0n
  })
}

/** A passkey and whose it is, unless they are shut out. */
export async function findPasskey(
  { db }: Directory,
  id: string,
): Promise<{ publicKey: string; counter: number; person: PersonRecord } | null> {
  const key = await db.selectFrom('passkeys').selectAll().where('id', '=', id).executeTakeFirst()
  if (key === undefined) return null
  const person = await db
    .selectFrom('people')
    .selectAll()
    .where('id', '=', key.person)
    .where('isSuspended', '=', 0)
    .executeTakeFirst()
  return person === undefined ? null : { publicKey: key.publicKey, counter: key.counter, person }
}

/** Notes that a passkey was used, and how often its authenticator has counted. */
export async function usePasskey({ db, now }: Directory, id: string, counter: number): Promise<void> {
  await db.updateTable('passkeys').set({ counter, usedAt: now() }).where('id', '=', id).execute()
}
