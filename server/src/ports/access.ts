import type { CloseReason } from '@weft/shared/closeCodes'
import type { Role } from '@weft/shared/roles'

/** Whom a connection is taken for, in presence and in what is recorded. Null for somebody who said nothing at all. */
export interface PersonTag {
  id: string
  /** A guest's name is their own word, and may be empty here. */
  name: string
  isGuest: boolean
}

/** What somebody may do with one document now. */
export interface Standing {
  role: Role
  person: PersonTag | null
  /** How many people wait to be let in; for who may let them, else undefined. */
  requests?: number
}

export type Refusal = Extract<CloseReason, 'notSignedIn' | 'notAllowed' | 'noSuchDocument'>

/** What a request brings along to say who it comes from; each null where it brings none. */
export interface Credentials {
  session: string | null
  guest: string | null
  token: string | null
  ticket: string | null
}

/** Somebody's stay in a document. From the first moment it follows what happens to their rights. */
export interface Stay {
  /** As it is at present; a refusal once they may not stay. */
  readonly now: Standing | Refusal
  /** Calls back after each change, within a second of what caused it. */
  follow(changed: () => void): void
  leave(): void
}

/** Who may be in which document. It knows neither text nor sockets. */
export interface Access {
  /**
   * Lets somebody into a document, or says why not: the same for one that is not there and one that is not theirs.
   * Rejects with StoreFailed.
   */
  enter(credentials: Credentials, document: string): Promise<Stay | Refusal>
}
