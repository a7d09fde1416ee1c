import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Who introduced what under a client id: not once for the whole of it, but from each clock on where that changes. */
export const introducers: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db
    await schema
      .createTable('introducers')
      .addColumn('document', 'text', (c) => c.notNull().references('documents.id').onDelete('cascade'))
      .addColumn('client', 'bigint', (c) => c.notNull())
      .addColumn('clock', 'bigint', (c) => c.notNull())
      .addColumn('person', 'text', (c) => c.notNull())
      .addColumn('seenAt', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('introducersKey', ['document', 'client', 'clock'])
      .execute()
    await sql`insert into "introducers" ("document", "client", "clock", "person", "seenAt")
      select "document", "client", 0, "person", "seenAt" from "clients"`.execute(db)
    await schema.dropTable('clients').execute()
  },
}
