import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What proves who somebody is, beside a password: codes of an authenticator, passkeys, accounts elsewhere. */
export const signIn: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db
    await schema
      .createTable('secondFactors')
      .addColumn('person', 'text', (c) => c.primaryKey().references('people.id').onDelete('cascade'))
      .addColumn('secret', 'text', (c) => c.notNull())
      .addColumn('confirmedAt', 'bigint')
      .addColumn('lastStep', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
    await schema
      .createTable('recoveryCodes')
      .addColumn('hash', 'text', (c) => c.primaryKey())
      .addColumn('person', 'text', (c) => c.notNull().references('people.id').onDelete('cascade'))
      .execute()
    await schema
      .createTable('passkeys')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('person', 'text', (c) => c.notNull().references('people.id').onDelete('cascade'))
      .addColumn('publicKey', 'text', (c) => c.notNull())
      .addColumn('counter', 'bigint', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .addColumn('usedAt', 'bigint')
      .execute()
    await schema.createIndex('passkeysOfPerson').on('passkeys').column('person').execute()
    await schema
      .createTable('identities')
      .addColumn('provider', 'text', (c) => c.notNull())
      .addColumn('subject', 'text', (c) => c.notNull())
      .addColumn('person', 'text', (c) => c.notNull().references('people.id').onDelete('cascade'))
      .addColumn('email', 'text')
      .addColumn('linkedAt', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('identitiesKey', ['provider', 'subject'])
      .execute()
    await schema.createIndex('identitiesOfPerson').on('identities').column('person').execute()
  },
}
