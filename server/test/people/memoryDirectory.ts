import { Kysely } from 'kysely'
import { sqliteDialect } from '../../src/adapters/sqlite/sqliteDialect.ts'
import { SqliteThread } from '../../src/adapters/sqlite/sqliteThread.ts'
import type { Directory, Scope } from '../../src/directory/directory.ts'
import type { Identity } from '../../src/directory/identity.ts'
import { migrate } from '../../src/directory/migrate.ts'
import type { Schema } from '../../src/directory/schema.ts'

/** A directory that nobody else has, with a time that stands still until a test says otherwise. */
export interface MemoryDirectory extends Directory {
  time: number
  /** What was told of rights that may have changed. */
  changes: Scope[]
}

export async function memoryDirectory(): Promise<MemoryDirectory> {
  const thread = await SqliteThread.open(':memory:', () => {})
  const db = new Kysely<Schema>({ dialect: sqliteDialect(thread) })
  await migrate(db)
  const directory: MemoryDirectory = {
    db,
    time: 1_700_000_000_000,
    changes: [],
    now: () => directory.time,
    random: (bytes) => void crypto.getRandomValues(bytes),
    rightsChanged: async (scope) => void directory.changes.push(scope),
  }
  return directory
}

/** Puts a member there, or a guest. */
export async function someone(
  { db, now }: Directory,
  id: string,
  fields: { isGuest?: boolean; isAdministrator?: boolean } = {},
): Promise<Identity> {
  const { isGuest = false, isAdministrator = false } = fields
  await db
    .insertInto('people')
    .values({
      id,
      name: id,
      email: isGuest ? null : `${id}@example.org`,
      isGuest: isGuest ? 1 : 0,
      isAdministrator: isAdministrator ? 1 : 0,
      isSuspended: 0,
      createdAt: now(),
    })
    .execute()
  return {
    person: id,
    name: id,
    email: null,
    isGuest,
    isAdministrator,
    session: isGuest ? null : 'session',
    token: null,
    readsOnly: false,
    until: null,
  }
}
