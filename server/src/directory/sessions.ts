import type { Directory } from './directory.ts'
import { hashOf, newId, newSecret } from './secrets.ts'

const DAY = 24 * 60 * 60 * 1000
/** A session ends when it was not used for this long. */
export const SESSION_MS = 30 * DAY
/** That it was used is written down at most this often. */
const NOTED_MS = 60 * 60 * 1000

/** Where somebody signs in from, as they can recognise it in a list. */
export interface Device {
  device: string
  address: string
}

/** Begins a session; returns the secret for its cookie, which is kept nowhere here. */
export async function beginSession(
  { db, now, random }: Pick<Directory, 'db' | 'now' | 'random'>,
  person: string,
  { device, address }: Device,
): Promise<string> {
  const secret = newSecret(random)
  const at = now()
  await db
    .insertInto('sessions')
    .values({
      hash: hashOf(secret),
      id: newId(random),
      person,
      device: device.slice(0, 300),
      address,
      createdAt: at,
      seenAt: at,
      expiresAt: at + SESSION_MS,
    })
    .execute()
  await db.updateTable('people').set({ seenAt: at }).where('id', '=', person).execute()
  return secret
}

/** Notes that a session is used, which makes it last longer; true when its cookie is to be renewed too. */
export async function useSession({ db, now }: Directory, id: string): Promise<boolean> {
  const at = now()
  const { numUpdatedRows } = await db
    .updateTable('sessions')
    .set({ seenAt: at, expiresAt: at + SESSION_MS })
    .where('id', '=', id)
    .where('seenAt', '<', at - NOTED_MS)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** When somebody signed in with a session; null when it has ended. */
export async function sessionBegan({ db }: Directory, id: string): Promise<number | null> {
  const found = await db.selectFrom('sessions').select('createdAt').where('id', '=', id).executeTakeFirst()
  return found?.createdAt ?? null
}

/** Where a person is signed in, last used first. */
export const listSessions = ({ db, now }: Directory, person: string) =>
  db
    .selectFrom('sessions')
    .select(['id', 'device', 'address', 'createdAt', 'seenAt'])
    .where('person', '=', person)
    .where('expiresAt', '>', now())
    .orderBy('seenAt', 'desc')
    .execute()

/** Ends one session of a person; whoever is connected by it is out. False when there is none of this id. */
export async function endSession(directory: Directory, person: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await directory.db
    .deleteFrom('sessions')
    .where('id', '=', id)
    .where('person', '=', person)
    .executeTakeFirst()
  await directory.rightsChanged({ person })
  return numDeletedRows > 0n
}

/** Ends all sessions of a person, but for the one that is to stay. */
export async function endSessions(
  directory: Directory,
  person: string,
  except: string | null,
): Promise<void> {
  let query = directory.db.deleteFrom('sessions').where('person', '=', person)
  if (except !== null) query = query.where('id', '!=', except)
  await query.execute()
  await directory.rightsChanged({ person })
}
