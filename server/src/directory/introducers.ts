import type { Introduction } from '../ports/chronicle.ts'
import type { Directory } from './directory.ts'

/** Keeps for good who introduced what under a client id (PROTOCOL.md, A7). */
export async function noteIntroduction(
  { db, now }: Pick<Directory, 'db' | 'now'>,
  { document, client, clock, person }: Introduction,
): Promise<void> {
  const before = await db
    .selectFrom('introducers')
    .select('person')
    .where('document', '=', document)
    .where('client', '=', client)
    .where('clock', '<=', clock)
    .orderBy('clock', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (before?.person === person) return
  await db
    .insertInto('introducers')
    .values({ document, client, clock, person, seenAt: now() })
    .onConflict((conflict) => conflict.columns(['document', 'client', 'clock']).doNothing())
    .execute()
}
