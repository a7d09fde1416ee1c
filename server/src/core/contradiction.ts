import * as encoding from 'lib0/encoding'
import { equalityDeep } from 'lib0/function'
import { itemOf } from '@weft/shared/model/inside'
import * as Y from 'yjs'

type DeleteSet = ReturnType<typeof Y.decodeUpdate>['ds']
type Struct = Y.Item | Y.GC | Y.Skip
/** What is there of each client, in the order of its clocks. */
export type Held = ReadonlyMap<number, readonly Struct[]>

/**
 * Whether some structs say something else than what is held under the same client and clock. Yjs would silently keep
 * whichever came first, in every place another, and people would differ for good (PROTOCOL.md, K1).
 * What one side has deleted cannot be compared, and is no contradiction when the other deletes it too.
 */
export function contradicts(structs: readonly Struct[], deletions: DeleteSet, held: Held): boolean {
  return structs.some((said) => {
    const ours = held.get(said.id.client)
    return ours !== undefined && !(said instanceof Y.Skip) && differs(said, deletions, ours)
  })
}

function differs(said: Y.Item | Y.GC, deletions: DeleteSet, ours: readonly Struct[]): boolean {
  const end = said.id.clock + said.length
  for (let i = firstBehind(ours, said.id.clock); i < ours.length && ours[i]!.id.clock < end; i++) {
    const known = ours[i]!
    if (known instanceof Y.Skip) continue
    const from = Math.max(said.id.clock, known.id.clock)
    const to = Math.min(end, known.id.clock + known.length)
    if (!agree(said, known, { from, to }, deletions)) return true
  }
  return false
}

/** The index of the first struct that ends behind this clock. */
function firstBehind(structs: readonly Struct[], clock: number): number {
  let [low, high] = [0, structs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (structs[middle]!.id.clock + structs[middle]!.length <= clock) low = middle + 1
    else high = middle
  }
  return low
}

interface Range {
  from: number
  to: number
}

function agree(said: Y.Item | Y.GC, known: Y.Item | Y.GC, range: Range, deletions: DeleteSet): boolean {
  if (said instanceof Y.Item && known instanceof Y.Item && !samePlace(said, known, range.from)) return false
  if (isGone(said)) return known.deleted || isGone(known) || covers(deletions, said.id.client, range)
  return isGone(known) || sameContent(said as Y.Item, known as Y.Item, range)
}

/** Whether nothing is left of a struct but that it was there. */
const isGone = (struct: Y.Item | Y.GC): boolean =>
  struct instanceof Y.GC || struct.content instanceof Y.ContentDeleted

/** The neighbours never change, however items were split and joined since; of a run each is the next one's origin. */
function samePlace(said: Y.Item, known: Y.Item, clock: number): boolean {
  const origin = originAt(said, clock)
  if (!Y.compareIDs(origin, originAt(known, clock))) return false
  if (!Y.compareIDs(said.rightOrigin, known.rightOrigin)) return false
  // Who has a neighbour has its parent; only who has none names one.
  return origin !== null || said.rightOrigin !== null || sameParent(said, known)
}

function sameParent(said: Y.Item, known: Y.Item): boolean {
  const [a, b] = [nameOfParent(said.parent), nameOfParent(known.parent)]
  return a === null || b === null || (a === b && said.parentSub === known.parentSub)
}

/** Null for a parent that is gone. */
function nameOfParent(parent: Y.Item['parent'] | string): string | null {
  if (parent === null) return null
  if (typeof parent === 'string') return `root ${parent}`
  if (parent instanceof Y.ID) return `${parent.client} ${parent.clock}`
  const item = itemOf(parent)
  return item === null ? `root ${Y.findRootTypeKey(parent)}` : `${item.id.client} ${item.id.clock}`
}

const originAt = ({ id, origin }: Y.Item, clock: number): Y.ID | null =>
  clock === id.clock ? origin : Y.createID(id.client, clock - 1)

function covers(deletions: DeleteSet, client: number, { from, to }: Range): boolean {
  const ranges = deletions.clients.get(client) ?? []
  return ranges.some(({ clock, len }) => clock <= from && to <= clock + len)
}

function sameContent(said: Y.Item, known: Y.Item, { from, to }: Range): boolean {
  const [a, b] = [said.content, known.content]
  if (a.constructor !== b.constructor) return false
  const own = [from - said.id.clock, to - said.id.clock] as const
  const theirs = [from - known.id.clock, to - known.id.clock] as const
  if (a instanceof Y.ContentString)
    return sameText(a.str.slice(...own), (b as Y.ContentString).str.slice(...theirs))
  if (a instanceof Y.ContentAny || a instanceof Y.ContentJSON)
    return same(a.arr.slice(...own), (b as Y.ContentAny).arr.slice(...theirs))
  if (a instanceof Y.ContentType) return sameType(a.type, (b as Y.ContentType).type)
  if (a instanceof Y.ContentDoc) return a.doc.guid === (b as Y.ContentDoc).doc.guid
  if (a instanceof Y.ContentFormat) {
    const { key, value } = b as Y.ContentFormat
    return a.key === key && same(a.value, value)
  }
  return same(a.getContent(), b.getContent())
}

const REPLACEMENT = 0xfffd
const isHalf = (unit: number): boolean => unit === REPLACEMENT || (unit >= 0xd800 && unit <= 0xdfff)

/** Yjs puts U+FFFD for either half of a surrogate pair that it has to split. */
function sameText(a: string, b: string): boolean {
  if (a === b) return true
  for (let i = 0; i < a.length; i++) {
    const [one, other] = [a.charCodeAt(i), b.charCodeAt(i)]
    if (one !== other && !(isHalf(one) && isHalf(other) && (one === REPLACEMENT || other === REPLACEMENT)))
      return false
  }
  return true
}

function sameType(a: Y.AbstractType<unknown>, b: Y.AbstractType<unknown>): boolean {
  return a.constructor === b.constructor && nameOfType(a) === nameOfType(b)
}

const nameOfType = (type: Y.AbstractType<unknown>): unknown =>
  type instanceof Y.XmlElement ? type.nodeName : type instanceof Y.XmlHook ? type.hookName : null

/** By what would be written; objects of other clients may have their keys in another order. */
const same = (a: unknown, b: unknown): boolean => {
  const [one, other] = [a, b].map((value) =>
    encoding.encode((encoder) => encoding.writeAny(encoder, value as never)),
  )
  return (one!.length === other!.length && one!.every((byte, i) => byte === other![i])) || equalityDeep(a, b)
}
