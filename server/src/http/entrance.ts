import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AuditAction } from '@weft/shared/api/administration'
import { note } from '../directory/audit.ts'
import type { Directory } from '../directory/directory.ts'
import { adoptGuest } from '../directory/guests.ts'
import type { PersonRecord } from '../directory/schema.ts'
import { beginSession } from '../directory/sessions.ts'
import { clearGuest, type IsSecure, setSession } from './cookies.ts'

/** Lets people in who have proved who they are. */
export class Entrance {
  readonly #directory: Directory
  readonly #isSecure: IsSecure

  constructor(directory: Directory, isSecure: IsSecure) {
    this.#directory = directory
    this.#isSecure = isSecure
  }

  /** Begins a session on this device. What was written as a guest on it goes along. */
  async enter(
    request: FastifyRequest,
    reply: FastifyReply,
    person: PersonRecord,
    how: AuditAction,
  ): Promise<void> {
    const directory = this.#directory
    const guest = guestOf(request)
    if (guest !== null) {
      await directory.db.transaction().execute((db) => adoptGuest({ db }, guest, person.id))
      await directory.rightsChanged({ person: guest })
    }
    const device = { device: request.headers['user-agent'] ?? '', address: request.ip }
    setSession(reply, await beginSession(directory, person.id, device), this.#isSecure(request))
    clearGuest(reply, this.#isSecure(request))
    await note(directory, { person: person.id, name: person.name, address: request.ip }, how)
  }
}

/** The guest at this device. */
export const guestOf = ({ who }: FastifyRequest): string | null =>
  typeof who !== 'string' && who.isGuest ? who.person : null
