import type { InvitationRow } from '@weft/shared/api/administration'
import type { Directory } from './directory.ts'
import { Refused } from './refused.ts'
import type { OneTimeLink } from './schema.ts'
import { hashOf, newSecret } from './secrets.ts'

const HOUR = 60 * 60 * 1000
const LIVES_MS: Record<OneTimeLink['kind'], number> = {
  setup: 365 * 24 * HOUR,
  invitation: 14 * 24 * HOUR,
  reset: 24 * HOUR,
}

type Fields = Partial<Pick<OneTimeLink, 'person' | 'email' | 'isAdministrator' | 'createdBy'>>

/** Makes what lets somebody in once; the secret of it is kept nowhere here. Of a person's links of a kind only the last one counts. */
export async function makeLink(
  { db, now, random }: Directory,
  kind: OneTimeLink['kind'],
  fields: Fields = {},
): Promise<{ secret: string; expiresAt: number }> {
  const secret = newSecret(random)
  const expiresAt = now() + LIVES_MS[kind]
  await db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('oneTimeLinks').where('expiresAt', '<=', now()).execute()
    if (fields.person !== undefined)
      await transaction
        .deleteFrom('oneTimeLinks')
        .where('kind', '=', kind)
        .where('person', '=', fields.person)
        .execute()
    await transaction
      .insertInto('oneTimeLinks')
      .values({ hash: hashOf(secret), kind, isAdministrator: 0, expiresAt, ...fields })
      .execute()
  })
  return { secret, expiresAt }
}

/** The invitations that are open, the last made first. */
export async function listInvitations({ db, now }: Directory): Promise<InvitationRow[]> {
  const rows = await db
    .selectFrom('oneTimeLinks')
    .leftJoin('people', 'people.id', 'oneTimeLinks.createdBy')
    .select(['hash', 'oneTimeLinks.email', 'oneTimeLinks.isAdministrator', 'expiresAt', 'people.name as by'])
    .where('kind', '=', 'invitation')
    .where('expiresAt', '>', now())
    .orderBy('expiresAt', 'desc')
    .execute()
  return rows.map(({ hash: id, isAdministrator, ...row }) => ({
    ...row,
    id,
    isAdministrator: isAdministrator === 1,
  }))
}

/** Takes an invitation back; whom it was for. Throws Refused when it is not open any more. */
export async function withdrawInvitation({ db }: Directory, id: string): Promise<string | null> {
  const gone = await db
    .deleteFrom('oneTimeLinks')
    .where('hash', '=', id)
    .where('kind', '=', 'invitation')
    .returning('email')
    .executeTakeFirst()
  if (gone === undefined) throw new Refused('notFound', 'this invitation was used, or is gone')
  return gone.email
}

/** What somebody gave away goes with their right to: an invitation of one who is shut out lets nobody in. */
export async function endLinksOf({ db }: Pick<Directory, 'db'>, maker: string): Promise<void> {
  await db.deleteFrom('oneTimeLinks').where('createdBy', '=', maker).execute()
}

/** What a link is for; null when it was used, is too old, or never was. */
export async function findLink(
  { db, now }: Pick<Directory, 'db' | 'now'>,
  secret: string,
): Promise<OneTimeLink | null> {
  const found = await db
    .selectFrom('oneTimeLinks')
    .selectAll()
    .where('hash', '=', hashOf(secret))
    .where('expiresAt', '>', now())
    .executeTakeFirst()
  return found ?? null
}

/** Uses a link up, once however many try at the same time. Throws Refused (`expiredLink`). */
export async function useLink(
  directory: Pick<Directory, 'db' | 'now'>,
  secret: string,
  kinds: readonly OneTimeLink['kind'][],
): Promise<OneTimeLink> {
  const link = await findLink(directory, secret)
  if (link !== null && kinds.includes(link.kind)) {
    const { numDeletedRows } = await directory.db
      .deleteFrom('oneTimeLinks')
      .where('hash', '=', link.hash)
      .executeTakeFirst()
    if (numDeletedRows > 0n) return link
  }
  throw new Refused('expiredLink', 'this link was used already, or is too old; ask for a new one')
}
