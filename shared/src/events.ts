import * as z from 'zod/mini'
import { roles } from './roles.ts'

/** Why the server cannot keep edits at the moment. */
const storeFailure = z.enum(['diskFull', 'storeFailing'])
export type StoreFailure = z.infer<typeof storeFailure>

/** What the server tells a Weft client beside the document: a closed union (PROTOCOL.md, E1). */
const serverEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('storeFailing'), reason: storeFailure }),
  z.object({ type: z.literal('storeRecovered') }),
  /** What this connection may do from now on, and who it is taken for (A3). */
  z.object({
    type: z.literal('standing'),
    role: z.enum(roles),
    person: z.nullable(z.object({ id: z.string(), name: z.string(), isGuest: z.boolean() })),
    /** How many people wait to be let in, for who may let them. */
    requests: z.optional(z.number()),
  }),
])
export type ServerEvent = z.infer<typeof serverEvent>

/** Reads an event; null for one that a newer server sent and this page does not know. */
export function parseServerEvent(json: string): ServerEvent | null {
  try {
    const parsed = serverEvent.safeParse(JSON.parse(json))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
