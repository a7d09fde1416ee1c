import * as Y from 'yjs'

/**
 * The state vector of a document that holds what `base` says and an update behind it, read from the bytes. Null when
 * something that would be claimed leans on what is not there: then only a Y.Doc can tell what is here without a gap.
 * Where the update brings what something else had waited for, less may be claimed than is here (PROTOCOL.md, S1, S5).
 */
export function stateVectorBehind(base: Uint8Array, update: Uint8Array): Uint8Array | null {
  const reached = Y.decodeStateVector(base)
  const stateOf = (client: number): number => reached.get(client) ?? 0
  const { structs } = Y.decodeUpdate(update)
  for (const struct of structs) {
    const { client, clock } = struct.id
    if (struct instanceof Y.Skip || clock > stateOf(client)) continue
    reached.set(client, Math.max(stateOf(client), clock + struct.length))
  }
  const isHere = (id: Y.ID): boolean => id.clock < stateOf(id.client)
  const stands = structs.every(
    (struct) => !(struct instanceof Y.Item) || !isHere(struct.id) || leansOn(struct).every(isHere),
  )
  return stands ? Y.encodeStateVector(reached) : null
}

const leansOn = ({ origin, rightOrigin, parent }: Y.Item): Y.ID[] =>
  [origin, rightOrigin, parent].filter((id) => id instanceof Y.ID)
