import type { Directory } from './directory.ts'

/** Who wrote under which client id in a document, for good. The first who did keeps it (PROTOCOL.md, A5). */
export async function noteClient(
  { db, now }: Pick<Directory, 'db' | 'now'>,
  document: string,
  client: number,
  person: string,
): Promise<void> {
  await db
    .insertInto('clients')
    .values({ document, client, person, seenAt: now() })
    .onConflict((conflict) => conflict.columns(['document', 'client']).doNothing())
    .execute()
}
