import * as z from 'zod/mini'
import { id, password, personShown, role, time } from './fields.ts'

/** `POST /api/documents` answers 201 with the id of the new, empty document. */
export const createdDocument = z.object({ id: z.string() })

/** `GET /api/documents`: what one owns, was given, or has opened by its link; latest first. */
const documentRow = z.object({
  id,
  title: z.string(),
  role,
  /** Null where nobody owns it any more. */
  owner: z.nullable(z.string()),
  isOwn: z.boolean(),
  changedAt: time,
  /** How many people wait to be let in; where one may let them, else 0. */
  requests: z.number(),
})
export type DocumentRow = z.infer<typeof documentRow>
export const documentList = z.object({ documents: z.array(documentRow) })

/** `GET /api/trash` */
const trashRow = z.object({ id, title: z.string(), trashedAt: time })
export type TrashRow = z.infer<typeof trashRow>
export const trashList = z.object({ documents: z.array(trashRow) })

/** `GET /api/documents/:id`: what one is to a document. */
export const documentStanding = z.object({ id, title: z.string(), role, person: z.nullable(personShown) })

/** `POST /api/documents/:id/pass`: the password of a link, for who has the link. */
export const passing = z.object({ password })
