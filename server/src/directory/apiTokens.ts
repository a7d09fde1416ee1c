import type { ApiToken } from '@weft/shared/api/account'
import type { Directory } from './directory.ts'
import { hashOf, newId, newSecret } from './secrets.ts'

const DAY = 24 * 60 * 60 * 1000
/** That a token is used is written down at most this often. */
const NOTED_MS = 60 * 60 * 1000

/** Makes a token with which programs do what its person may; returned this once, and kept nowhere here. */
export async function makeToken(
  { db, now, random }: Directory,
  person: string,
  { name, scope, days }: { name: string; scope: ApiToken['scope']; days: number | null },
): Promise<ApiToken & { token: string }> {
  const token = newSecret(random, 'weft_')
  const at = now()
  const row = {
    id: newId(random),
    name,
    scope,
    createdAt: at,
    expiresAt: days === null ? null : at + days * DAY,
    usedAt: null,
  }
  await db
    .insertInto('apiTokens')
    .values({ ...row, hash: hashOf(token), person })
    .execute()
  return { ...row, token }
}

/** A person's tokens, latest first. */
export const listTokens = ({ db }: Directory, person: string): Promise<ApiToken[]> =>
  db
    .selectFrom('apiTokens')
    .select(['id', 'name', 'scope', 'createdAt', 'expiresAt', 'usedAt'])
    .where('person', '=', person)
    .orderBy('createdAt', 'desc')
    .execute()

/** Ends a token of a person; whoever is connected with it is out. False when there is none of this id. */
export async function endToken(directory: Directory, person: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await directory.db
    .deleteFrom('apiTokens')
    .where('id', '=', id)
    .where('person', '=', person)
    .executeTakeFirst()
  await directory.rightsChanged({ person })
  return numDeletedRows > 0n
}

/** Notes that a token is used. */
export async function useToken({ db, now }: Directory, id: string): Promise<void> {
  const at = now()
  await db
    .updateTable('apiTokens')
    .set({ usedAt: at })
    .where('id', '=', id)
    .where((where) => where.or([where('usedAt', 'is', null), where('usedAt', '<', at - NOTED_MS)]))
    .execute()
}
