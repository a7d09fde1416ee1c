import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { people } from './migrations/0001people.ts'
import { signIn } from './migrations/0002signIn.ts'
import { introducers } from './migrations/0003introducers.ts'

/** Every version of the tables, oldest first. What was released is never changed: a change is another one at the end. */
const migrations: readonly Migration[] = [people, signIn, introducers]

/** The tables were made by a later version of Weft, which this one must not touch. */
export class NewerSchema extends Error {
  override name = 'NewerSchema'
}

/**
 * Brings the tables to the version of this program, all in one transaction: when anything fails they are as before.
 * Throws NewerSchema, having changed nothing, when they are of a later version.
 * @param known the versions that there are; a test may know fewer, as an older program did.
 */
export async function migrate<T>(db: Kysely<T>, known = migrations): Promise<void> {
  await sql`create table if not exists "schemaVersion" ("version" integer not null)`.execute(db)
  await db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ version: number }>`select "version" from "schemaVersion"`.execute(
      transaction,
    )
    const version = rows[0]?.version ?? 0
    if (version > known.length)
      throw new NewerSchema(`its tables are of version ${version}, and this program knows ${known.length}`)
    for (const migration of known.slice(version)) await migration.up(transaction)
    await sql`delete from "schemaVersion"`.execute(transaction)
    await sql`insert into "schemaVersion" ("version") values (${known.length})`.execute(transaction)
  })
}
