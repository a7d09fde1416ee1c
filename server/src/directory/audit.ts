import type { AuditAction, AuditEntry } from '@weft/shared/api/administration'
import type { Directory } from './directory.ts'

/** Who does something, and from where. Without a person it is the server itself, or somebody unknown. */
export interface Actor {
  person: string | null
  name: string | null
  address: string | null
}

interface Deed {
  document?: string
  /** Whom it was done to. */
  subject?: { id: string; name: string }
  detail?: string
}

/** Writes down what somebody did. It stays when they, or what they did it to, are gone. */
export async function note(
  directory: Directory,
  actor: Actor,
  action: AuditAction,
  deed: Deed = {},
): Promise<void> {
  await directory.db
    .insertInto('audit')
    .values({
      at: directory.now(),
      action,
      actor: actor.person,
      actorName: actor.name,
      address: actor.address,
      document: deed.document ?? null,
      subject: deed.subject?.id ?? null,
      subjectName: deed.subject?.name ?? null,
      detail: deed.detail ?? '',
    })
    .execute()
}

interface Filter {
  action?: AuditAction | undefined
  /** What this person did, and what was done to them. */
  person?: string | undefined
  /** Only what was written down before the entry of this id. */
  before?: number | undefined
}

/** What was written down, latest first, at most `most` of it. */
export async function readAudit(directory: Directory, filter: Filter, most: number): Promise<AuditEntry[]> {
  const { action, person, before } = filter
  let query = directory.db.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(most)
  if (action !== undefined) query = query.where('action', '=', action)
  if (before !== undefined) query = query.where('id', '<', before)
  if (person !== undefined)
    query = query.where((where) => where.or([where('actor', '=', person), where('subject', '=', person)]))
  const rows = await query.execute()
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    action: row.action,
    actor: row.actorName,
    address: row.address,
    document: row.document,
    subject: row.subjectName,
    detail: row.detail,
  }))
}
