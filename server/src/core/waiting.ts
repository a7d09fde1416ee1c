import * as Y from 'yjs'
import type { Run } from './soundUpdate.ts'

/** What waits in a Y.Doc for an update that it builds on, as Yjs keeps it. */
export interface Waiting {
  structs: Uint8Array
  deletions: Uint8Array
}

/** What may wait in one document. */
const MOST_STRUCT_BYTES = 2 ** 20
/** Yjs looks through all deletions that wait at every keystroke: 16 KiB of them cost it 0.7 ms. */
const MOST_DELETION_BYTES = 16 * 1024

const NOTHING = new Uint8Array(0)

export function waitingIn({ store }: Y.Doc): Waiting {
  return { structs: store.pendingStructs?.update ?? NOTHING, deletions: store.pendingDs ?? NOTHING }
}

export const isWaiting = ({ structs, deletions }: Waiting): boolean => structs.length + deletions.length > 0

export const isTooMuch = ({ structs, deletions }: Waiting): boolean =>
  structs.length > MOST_STRUCT_BYTES || deletions.length > MOST_DELETION_BYTES

/** By their bytes: two deletions that lie side by side merge into bytes of the same length as one. */
export const sameWaiting = (a: Waiting, b: Waiting): boolean =>
  sameBytes(a.structs, b.structs) && sameBytes(a.deletions, b.deletions)

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a === b || (a.length === b.length && a.every((byte, i) => byte === b[i]))

type Structs = ReadonlyMap<number, readonly (Y.Item | Y.GC | Y.Skip)[]>
/** What waits is asked for at every keystroke, and may be long. */
const read = new WeakMap<Uint8Array, Structs>()
read.set(NOTHING, new Map())

/** The structs that wait, for each client in the order of their clocks. */
export function structsOf({ structs }: Waiting): Structs {
  const known = read.get(structs)
  if (known !== undefined) return known
  const found = Map.groupBy(Y.decodeUpdateV2(structs).structs, ({ id }) => id.client)
  read.set(structs, found)
  return found
}

/** Whether a run of structs is among those that wait. */
export function hasStructs(waiting: Waiting, { client, clock, end }: Run): boolean {
  const structs = structsOf(waiting).get(client) ?? []
  return covers(
    structs
      .filter((struct) => !(struct instanceof Y.Skip))
      .map(({ id, length }) => ({ clock: id.clock, len: length })),
    { clock, end },
  )
}

/** Whether a run of deletions is among those that wait. */
export function hasDeletions({ deletions }: Waiting, { client, clock, end }: Run): boolean {
  if (deletions.length === 0) return false
  return covers(Y.decodeUpdateV2(deletions).ds.clients.get(client) ?? [], { clock, end })
}

/** @param ranges in their order. */
function covers(
  ranges: readonly { clock: number; len: number }[],
  { clock, end }: { clock: number; end: number },
): boolean {
  let reached = clock
  for (const range of ranges) {
    if (range.clock <= reached) reached = Math.max(reached, range.clock + range.len)
  }
  return reached >= end
}

/** Where the shared types begin that wait. */
export const typesOf = (waiting: Waiting): Y.ID[] =>
  placesOf(waiting, ({ content }) => content instanceof Y.ContentType)

/** Where structs begin that wait, and hold more than one of what they hold. */
export const piecesOf = (waiting: Waiting): Y.ID[] =>
  placesOf(waiting, ({ content, length }) => length > 1 && !(content instanceof Y.ContentDeleted))

const placesOf = (waiting: Waiting, isMeant: (item: Y.Item) => boolean): Y.ID[] =>
  [...structsOf(waiting).values()]
    .flat()
    .filter((struct) => struct instanceof Y.Item && isMeant(struct))
    .map(({ id }) => id)

/** What a Y.Doc waits for: the next clock that is not here, of each client. Empty when it waits for nothing. */
export function missingIn({ store }: Y.Doc): string {
  const structs = [...(store.pendingStructs?.missing ?? [])]
  const deleted = store.pendingDs === null ? [] : [...Y.decodeUpdateV2(store.pendingDs).ds.clients.keys()]
  const deletions = deleted.map((client) => [client, Y.getState(store, client)] as const)
  return [...structs, ...deletions].map(([client, clock]) => `${client}:${clock}`).join()
}
