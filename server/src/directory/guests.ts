import type { Directory } from './directory.ts'
import { newId, sign, verify } from './secrets.ts'

/**
 * People without an account. Who they are stands, signed, in a cookie of theirs; a row is made for them when they first
 * do something that lasts.
 */
export class Guests {
  readonly #random: Directory['random']
  readonly #key: string

  /** @param key signs the cookies; the same over restarts. */
  constructor({ random }: Pick<Directory, 'random'>, key: string) {
    this.#random = random
    this.#key = key
  }

  /** The cookie of somebody new. */
  mint(): string {
    return sign(newId(this.#random), this.#key)
  }

  /** The person of a cookie, or null when this server has not made it. */
  read(cookie: string): string | null {
    return verify(cookie, this.#key)
  }
}

/** Makes the row of a guest, unless it is there. */
export async function rememberGuest(
  { db, now }: Pick<Directory, 'db' | 'now'>,
  id: string,
  name: string,
): Promise<void> {
  await db
    .insertInto('people')
    .values({ id, isGuest: 1, name, isAdministrator: 0, isSuspended: 0, createdAt: now() })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** Everything of a guest becomes a member's: documents with the higher of two rights, visits, requests, client ids. */
export async function adoptGuest(
  { db }: Pick<Directory, 'db'>,
  guest: string,
  member: string,
): Promise<void> {
  const row = await db.selectFrom('people').select('isGuest').where('id', '=', guest).executeTakeFirst()
  if (row?.isGuest !== 1) return
  const grants = await db.selectFrom('personGrants').selectAll().where('person', '=', guest).execute()
  for (const grant of grants) {
    await db
      .insertInto('personGrants')
      .values({ ...grant, person: member })
      .onConflict((conflict) =>
        grant.role === 'owner'
          ? conflict.columns(['document', 'person']).doUpdateSet({ role: 'owner' })
          : conflict.columns(['document', 'person']).doNothing(),
      )
      .execute()
  }
  const visits = await db.selectFrom('visits').selectAll().where('person', '=', guest).execute()
  for (const visit of visits) {
    await db
      .insertInto('visits')
      .values({ ...visit, person: member })
      .onConflict((conflict) => conflict.columns(['document', 'person']).doNothing())
      .execute()
  }
  const requests = await db.selectFrom('accessRequests').selectAll().where('person', '=', guest).execute()
  for (const request of requests) {
    await db
      .insertInto('accessRequests')
      .values({ ...request, person: member })
      .onConflict((conflict) => conflict.columns(['document', 'person']).doNothing())
      .execute()
  }
  await db.updateTable('introducers').set({ person: member }).where('person', '=', guest).execute()
  await db.deleteFrom('people').where('id', '=', guest).execute()
}
