import * as z from 'zod/mini'

/** `POST /api/documents` answers 201 with the id of the new, empty document. */
export const createdDocument = z.object({ id: z.string() })
