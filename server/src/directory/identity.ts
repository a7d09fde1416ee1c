import type { Credentials } from '../ports/access.ts'
import type { Directory } from './directory.ts'
import type { Guests } from './guests.ts'
import type { Proof } from './proof.ts'
import type { PersonRecord } from './schema.ts'
import { hashOf } from './secrets.ts'
import { readSettings } from './settings.ts'
import type { Tickets } from './tickets.ts'

/** Who a request or a connection comes from. */
export interface Identity {
  person: string
  name: string
  email: string | null
  isGuest: boolean
  isAdministrator: boolean
  /** What it was shown with: the id of the session or token, as it is listed. */
  session: string | null
  token: string | null
  /** Whether it may read only, whoever it is. */
  readsOnly: boolean
  /** When this ends by itself, if it does. */
  until: number | null
}

/** Why there is no identity: nothing was shown that asks for one, or what was shown does not count (any more). */
export type Unknown = 'nobody' | 'refused'

/** What a server needs to tell who is who. */
export interface Identification {
  directory: Directory
  guests: Guests
  tickets: Tickets
}

/** The proof in what a request brings along. A ticket is used up. What is shown explicitly goes before cookies. */
export function proofOf(
  { session, guest, token, ticket }: Credentials,
  { guests, tickets }: Identification,
): Proof | 'refused' {
  if (ticket !== null) return tickets.redeem(ticket) ?? 'refused'
  if (token !== null) return { by: 'token', hash: hashOf(token) }
  if (session !== null) return { by: 'session', hash: hashOf(session) }
  const person = guest === null ? null : guests.read(guest)
  return person === null ? { by: 'nothing' } : { by: 'guest', person }
}

/** Who shows this proof now. Rejects with StoreFailed. */
export async function identify(directory: Directory, proof: Proof): Promise<Identity | Unknown> {
  switch (proof.by) {
    case 'nothing':
      return (await readSettings(directory)).guests ? 'nobody' : 'refused'
    case 'guest':
      return identifyGuest(directory, proof.person)
    case 'session':
      return identifyMember(directory, 'sessions', proof.hash)
    case 'token':
      return identifyMember(directory, 'apiTokens', proof.hash)
    default:
      return proof satisfies never
  }
}

async function identifyGuest(directory: Directory, id: string): Promise<Identity | Unknown> {
  const { guests } = await readSettings(directory)
  if (!guests) return 'refused'
  const row = await directory.db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst()
  if (row?.isSuspended === 1 || row?.isGuest === 0) return 'refused'
  return {
    ...shown(row ?? { id, name: '', email: null, isGuest: 1, isAdministrator: 0 }),
    session: null,
    token: null,
    readsOnly: false,
    until: null,
  }
}

async function identifyMember(
  { db, now }: Directory,
  table: 'sessions' | 'apiTokens',
  hash: string,
): Promise<Identity | Unknown> {
  const isSession = table === 'sessions'
  const found = isSession
    ? await db
        .selectFrom('sessions')
        .select(['id', 'person', 'expiresAt'])
        .where('hash', '=', hash)
        .executeTakeFirst()
    : await db
        .selectFrom('apiTokens')
        .select(['id', 'person', 'expiresAt', 'scope'])
        .where('hash', '=', hash)
        .executeTakeFirst()
  if (found === undefined || (found.expiresAt !== null && found.expiresAt <= now())) return 'refused'
  const row = await db.selectFrom('people').selectAll().where('id', '=', found.person).executeTakeFirst()
  if (row === undefined || row.isSuspended === 1) return 'refused'
  return {
    ...shown(row),
    session: isSession ? found.id : null,
    token: isSession ? null : found.id,
    readsOnly: 'scope' in found && found.scope === 'read',
    until: found.expiresAt,
  }
}

function shown(
  row: Pick<PersonRecord, 'id' | 'name' | 'email' | 'isGuest' | 'isAdministrator'>,
): Pick<Identity, 'person' | 'name' | 'email' | 'isGuest' | 'isAdministrator'> {
  return {
    person: row.id,
    name: row.name,
    email: row.email,
    isGuest: row.isGuest === 1,
    isAdministrator: row.isAdministrator === 1,
  }
}
