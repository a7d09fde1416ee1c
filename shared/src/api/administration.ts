import * as z from 'zod/mini'
import { registration } from './account.ts'
import { email, id, name, personShown, time } from './fields.ts'

/** `GET /api/administration/people` */
const personRow = z.extend(personShown, {
  email: z.nullable(z.string()),
  isAdministrator: z.boolean(),
  isSuspended: z.boolean(),
  createdAt: time,
  seenAt: z.nullable(time),
  documents: z.int(),
})
export type PersonRow = z.infer<typeof personRow>
export const peopleList = z.object({ people: z.array(personRow) })

/** `POST /api/administration/invitations`; the link is in the answer, and in a mail where the server can send one. */
export const inviting = z.object({ email: z.optional(email), isAdministrator: z.optional(z.boolean()) })
export const oneTimeLink = z.object({ link: z.string(), expiresAt: time, mailed: z.boolean() })
/** `GET /api/administration/invitations`: those that nobody has used yet. They cannot be read again, only withdrawn by their id. */
export const invitationId = z.string().check(z.regex(/^[\w-]{43}$/))
const invitationRow = z.object({
  id: invitationId,
  /** Whom it is for; null for whoever has it. */
  email: z.nullable(z.string()),
  isAdministrator: z.boolean(),
  /** Who made it; null for somebody who asked by mail. */
  by: z.nullable(z.string()),
  expiresAt: time,
})
export type InvitationRow = z.infer<typeof invitationRow>
export const invitationList = z.object({ invitations: z.array(invitationRow) })
/** `PATCH /api/administration/people/:person` */
export const changingPerson = z.object({
  isSuspended: z.optional(z.boolean()),
  isAdministrator: z.optional(z.boolean()),
})
/** `POST /api/administration/people/:person/delete`: who gets the documents; null leaves them to the administrators. */
export const deletingPerson = z.object({ heir: z.nullable(id) })

/** `GET /api/groups`, `POST`, `PATCH /api/groups/:group` */
const groupRow = z.object({ id, name: z.string(), members: z.array(personShown) })
export type GroupRow = z.infer<typeof groupRow>
export const groupList = z.object({ groups: z.array(groupRow) })
export const namingGroup = z.object({ name })
export const madeGroup = z.object({ id })

/** `GET` and `PATCH /api/administration/settings` */
export const settings = z.object({
  registration,
  /** Whose e-mail address ends so may register by themselves, once the address is proved. */
  domains: z.array(z.string().check(z.maxLength(253))),
  guests: z.boolean(),
})
export type Settings = z.infer<typeof settings>
export const changingSettings = z.partial(settings)

/** `GET /api/administration/usage` */
export const usage = z.object({
  members: z.int(),
  guests: z.int(),
  documents: z.int(),
  trashed: z.int(),
  connections: z.int(),
})
export type Usage = z.infer<typeof usage>

/** What is written down about people's doings: a closed list, so that it can be filtered. */
export const auditActions = [
  'signedIn',
  'signInFailed',
  'signedOut',
  'registered',
  'passwordChanged',
  'passwordReset',
  'sessionEnded',
  'tokenMade',
  'tokenEnded',
  'passkeyAdded',
  'passkeyRemoved',
  'secondFactorOn',
  'secondFactorOff',
  'identityLinked',
  'identityUnlinked',
  'documentMade',
  'documentTrashed',
  'documentRestored',
  'linkChanged',
  'everyoneChanged',
  'grantChanged',
  'accessAsked',
  'ownerChanged',
  'personInvited',
  'invitationWithdrawn',
  'personSuspended',
  'personResumed',
  'personDeleted',
  'administratorChanged',
  'resetLinkMade',
  'groupMade',
  'groupChanged',
  'groupDeleted',
  'settingsChanged',
  'exported',
] as const
export type AuditAction = (typeof auditActions)[number]

/** `GET /api/administration/audit`, latest first, and the same as `audit.csv`. */
export const auditFilter = z.object({
  action: z.optional(z.enum(auditActions)),
  person: z.optional(id),
  before: z.optional(z.coerce.number()),
})
const auditEntry = z.object({
  id: z.int(),
  at: time,
  action: z.string(),
  /** Who did it, as they were called then; null for the server itself or somebody unknown. */
  actor: z.nullable(z.string()),
  address: z.nullable(z.string()),
  document: z.nullable(z.string()),
  /** Whom it was done to. */
  subject: z.nullable(z.string()),
  detail: z.string(),
})
export type AuditEntry = z.infer<typeof auditEntry>
export const auditPage = z.object({ entries: z.array(auditEntry), isLast: z.boolean() })
