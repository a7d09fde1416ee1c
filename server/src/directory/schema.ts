import type { Generated, Selectable } from 'kysely'
import type { Registration } from '@weft/shared/api/account'
import type { GivenRole } from '@weft/shared/api/fields'
import type { Role } from '@weft/shared/roles'

/**
 * What is known of people, documents and rights, as tables. Times are milliseconds since 1970, truths are 0 and 1, and no
 * secret stands here as it is, only what it hashes to, but those of authenticators, with which one has to count. The text of documents is elsewhere.
 */
export interface Schema {
  people: PeopleTable
  sessions: SessionsTable
  oneTimeLinks: OneTimeLinksTable
  settings: { key: string; value: string }
  documents: DocumentsTable
  personGrants: { document: string; person: string; role: Role; grantedBy: string | null; grantedAt: number }
  groups: { id: string; name: string; createdAt: number }
  groupMembers: { group: string; person: string }
  groupGrants: {
    document: string
    group: string
    role: GivenRole
    grantedBy: string | null
    grantedAt: number
  }
  visits: VisitsTable
  accessRequests: {
    document: string
    person: string
    role: GivenRole
    message: string
    askedAt: number
  }
  apiTokens: ApiTokensTable
  secondFactors: { person: string; secret: string; confirmedAt: number | null; lastStep: number }
  recoveryCodes: { hash: string; person: string }
  passkeys: PasskeysTable
  identities: { provider: string; subject: string; person: string; email: string | null; linkedAt: number }
  introducers: { document: string; client: number; clock: number; person: string; seenAt: number }
  audit: AuditTable
}

interface PeopleTable {
  id: string
  /** Guests have neither address nor password. */
  isGuest: 0 | 1
  name: string
  /** As it is compared: in small letters. */
  email: string | null
  passwordHash: string | null
  isAdministrator: 0 | 1
  isSuspended: 0 | 1
  createdAt: number
  seenAt: number | null
}
export type PersonRecord = Selectable<PeopleTable>

interface SessionsTable {
  hash: string
  /** By which it is listed and ended; lets nobody in. */
  id: string
  person: string
  device: string
  address: string
  createdAt: number
  seenAt: number
  expiresAt: number
}

interface OneTimeLinksTable {
  hash: string
  kind: 'setup' | 'invitation' | 'reset'
  /** Whom a reset is for. */
  person: string | null
  email: string | null
  isAdministrator: 0 | 1
  createdBy: string | null
  expiresAt: number
}
export type OneTimeLink = Selectable<OneTimeLinksTable>

interface DocumentsTable {
  id: string
  title: string
  createdAt: number
  changedAt: number
  trashedAt: number | null
  /** What whoever has the address may do; null for nothing. */
  linkRole: GivenRole | null
  linkExpiresAt: number | null
  linkPasswordHash: string | null
  /** What every member of this server may do. */
  everyoneRole: GivenRole | null
}
export type DocumentRecord = Selectable<DocumentsTable>

/** Who has come by a link: it is on their list from then on; with the password, where there is one. */
interface VisitsTable {
  document: string
  person: string
  visitedAt: number
  /** The hash of the link's password that was given; another password ends it. */
  passedWith: string | null
}

interface ApiTokensTable {
  hash: string
  id: string
  person: string
  name: string
  scope: 'read' | 'write'
  createdAt: number
  expiresAt: number | null
  usedAt: number | null
}

interface PasskeysTable {
  /** As WebAuthn calls it: the credential's id, in base64url. */
  id: string
  person: string
  publicKey: string
  counter: number
  name: string
  createdAt: number
  usedAt: number | null
}

interface AuditTable {
  id: Generated<number>
  at: number
  action: string
  actor: string | null
  actorName: string | null
  address: string | null
  document: string | null
  subject: string | null
  subjectName: string | null
  detail: string
}

/** The settings that administrators change, as they are kept under their keys. */
export interface StoredSettings {
  registration: Registration
  domains: string[]
  guests: boolean
}
