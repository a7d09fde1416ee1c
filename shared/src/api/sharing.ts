import * as z from 'zod/mini'
import { givenRole, id, password, personShown, role, time } from './fields.ts'

/** Who may do what with a document, and why: `GET /api/documents/:id/sharing`. */
export const sharing = z.object({
  /** What one is oneself. Only owners change anything here. */
  role,
  link: z.object({ role: z.nullable(givenRole), expiresAt: z.nullable(time), hasPassword: z.boolean() }),
  /** Every member of this server. */
  everyone: z.nullable(givenRole),
  people: z.array(z.extend(personShown, { email: z.nullable(z.string()), role })),
  groups: z.array(z.object({ id, name: z.string(), members: z.int(), role: givenRole })),
  /** Who has asked to be let in; only owners see it. */
  requests: z.array(z.object({ person: personShown, role: givenRole, message: z.string(), askedAt: time })),
})
export type Sharing = z.infer<typeof sharing>

/** `PUT /api/documents/:id/link`; a password that is left out stays as it is, null takes it away. */
export const settingLink = z.object({
  role: z.nullable(givenRole),
  expiresAt: z.nullable(time),
  password: z.optional(z.nullable(password)),
})
/** `PUT /api/documents/:id/everyone` */
export const settingEveryone = z.object({ role: z.nullable(givenRole) })
/** `PUT /api/documents/:id/people/:person`; owners may be several. */
export const givingPerson = z.object({ role })
/** `PUT /api/documents/:id/groups/:group` */
export const givingGroup = z.object({ role: givenRole })
/** `POST /api/documents/:id/requests` */
export const asking = z.object({ role: givenRole, message: z.string().check(z.maxLength(500)) })
/** `POST /api/documents/:id/requests/:person`; null turns it down. */
export const answering = z.object({ role: z.nullable(givenRole) })
/** `POST /api/documents/:id/transfer`: somebody else becomes the owner, oneself an editor. */
export const transferring = z.object({ person: id })

/** `GET /api/people?query=`: whom one may share with; members see members. */
export const peopleFound = z.object({
  people: z.array(z.extend(personShown, { email: z.nullable(z.string()) })),
  groups: z.array(z.object({ id, name: z.string(), members: z.int() })),
})
export type PeopleFound = z.infer<typeof peopleFound>
export const findingPeople = z.object({ query: z.string().check(z.maxLength(100)) })
