import * as Y from 'yjs'

/** So often each struct may be looked at: fifty who take turns letter by letter need half of it. */
const LOOKS = 64

/**
 * The state vector of a document that holds what `base` says and an update behind it, read from the bytes. A struct is
 * claimed when all that it leans on is: what leans on something that is not here, or on itself in a circle, never is
 * (PROTOCOL.md, S1, S5). Where the update brings what something in `base` had waited for, less is claimed than is here.
 * Null when it is quicker to let a Y.Doc find out.
 */
export function stateVectorBehind(base: Uint8Array, update: Uint8Array): Uint8Array | null {
  const reached = Y.decodeStateVector(base)
  const { structs } = Y.decodeUpdate(update)
  /** What is not yet claimed of each client, the next one last. */
  const left = Map.groupBy(structs.toReversed(), ({ id }) => id.client)
  const stateOf = (client: number): number => reached.get(client) ?? 0
  const isHere = (id: Y.ID): boolean => id.clock < stateOf(id.client)
  const isNext = (struct: Y.Item | Y.GC | Y.Skip): boolean =>
    !(struct instanceof Y.Skip) &&
    struct.id.clock <= stateOf(struct.id.client) &&
    (struct instanceof Y.GC || leansOn(struct).every(isHere))

  let looks = LOOKS * (structs.length + 1)
  for (let goesOn = true; goesOn;) {
    goesOn = false
    looks -= left.size
    if (looks < 0) return null
    for (const [client, ofClient] of left) {
      for (let next = ofClient.at(-1); next !== undefined && isNext(next); next = ofClient.at(-1)) {
        reached.set(client, Math.max(stateOf(client), next.id.clock + next.length))
        ofClient.pop()
        goesOn = true
      }
    }
  }
  return Y.encodeStateVector(reached)
}

const leansOn = ({ origin, rightOrigin, parent }: Y.Item): Y.ID[] =>
  [origin, rightOrigin, parent].filter((id) => id instanceof Y.ID)
