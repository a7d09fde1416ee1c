import * as z from 'zod/mini'

/** Why the server cannot keep edits at the moment. */
const storeFailure = z.enum(['diskFull', 'storeFailing'])
export type StoreFailure = z.infer<typeof storeFailure>

/** What the server tells a Weft client beside the document: a closed union (PROTOCOL.md, E1). */
const serverEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('storeFailing'), reason: storeFailure }),
  z.object({ type: z.literal('storeRecovered') }),
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
