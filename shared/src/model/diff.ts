import type { Change } from './change.ts'
import { sameJson } from './json.ts'
import type { Json, JsonObject, Marks } from './page.ts'
import { type BlockMark, lengthOf, type Token } from './token.ts'

/**
 * The smallest edits that make one stretch of a flat text into another [M21]. `at` is where the stretch begins. A block
 * that is in both keeps its mark, known by its id; letters that are the same at both ends of a stretch between marks stay.
 * The rows, columns and cells of a table are none of its business.
 */
export function diff(before: readonly Token[], after: readonly Token[], at: number): Change[] {
  const changes: Change[] = []
  let place = at
  for (const { old, now, mark } of align(before, after)) {
    const letters = diffLetters(old, now, place)
    changes.push(...letters)
    place += old.reduce((sum, token) => sum + lengthOf(token), 0)
    if (mark === null) continue
    const keys = diffKeys(mark.old, mark.now)
    if (Object.keys(keys).length > 0) changes.push({ type: 'keys', at: place, keys })
    place += 1
  }
  return changes
}

interface Stretch {
  old: Token[]
  now: Token[]
  /** The mark that ends the stretch and is in both. */
  mark: { old: BlockMark; now: BlockMark } | null
}

/** Cuts both at the marks that they share, in order. */
function align(before: readonly Token[], after: readonly Token[]): Stretch[] {
  const places = new Map<string, number[]>()
  before.forEach((token, i) => {
    if (!('opens' in token) || token.opens.id === '') return
    const { id } = token.opens
    places.set(id, [...(places.get(id) ?? []), i])
  })
  const stretches: Stretch[] = []
  let from = 0
  let now: Token[] = []
  for (const token of after) {
    const i = 'opens' in token ? placeOf(token.opens, places.get(token.opens.id), before, from) : -1
    const old = before[i]
    if (i < from || !('opens' in token) || old === undefined || !('opens' in old)) {
      now.push(token)
      continue
    }
    stretches.push({ old: before.slice(from, i), now, mark: { old: old.opens, now: token.opens } })
    from = i + 1
    now = []
  }
  return [...stretches, { old: before.slice(from), now, mark: null }]
}

/** Where a mark stood before, from a place on. Unequal blocks may have one id [M24]: each is told by what it opens, else by the order. */
function placeOf(
  opens: BlockMark,
  places: readonly number[] | undefined,
  before: readonly Token[],
  from: number,
): number {
  const left = places?.filter((place) => place >= from) ?? []
  const isSame = (token: Token | undefined): boolean =>
    token !== undefined && 'opens' in token && Object.keys(diffKeys(token.opens, opens)).length === 0
  return (left.length > 1 ? left.find((place) => isSame(before[place])) : undefined) ?? left[0] ?? -1
}

function diffKeys(old: BlockMark, now: BlockMark): Record<string, Json | undefined> {
  const flat = ({ kind, indent, attributes }: BlockMark): JsonObject => ({ ...attributes, kind, indent })
  const before = flat(old)
  const after = flat(now)
  const keys: Record<string, Json | undefined> = {}
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const value = after[key] ?? undefined
    if (!sameJson(before[key] ?? undefined, value)) keys[key] = value
  }
  return keys
}

function diffLetters(old: readonly Token[], now: readonly Token[], at: number): Change[] {
  const before = old.flatMap(unitsOf)
  const after = now.flatMap(unitsOf)
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && sameUnit(before[head], after[head])) head++
  let tail = 0
  while (tail < most - head && sameUnit(before.at(-tail - 1), after.at(-tail - 1))) tail++
  // Half of a pair of surrogates is no letter.
  if (head > 0 && isHalf(before[head - 1], HIGH)) head--
  if (tail > 0 && isHalf(before.at(-tail), LOW)) tail--

  const remove = before.length - head - tail
  const insert = after.slice(head, after.length - tail)
  const changes = formats(before.slice(0, head), after, at)
  if (remove > 0 || insert.length > 0)
    changes.push({ type: 'replace', at: at + head, remove, insert: join(insert) })
  const end = before.length - tail
  changes.push(...formats(before.slice(end), after.slice(after.length - tail), at + end))
  return changes
}

const HIGH = [0xd800, 0xdbff] as const
const LOW = [0xdc00, 0xdfff] as const

function isHalf(unit: Token | undefined, [first, last]: readonly [number, number]): boolean {
  const code = unit !== undefined && 'text' in unit ? unit.text.charCodeAt(0) : 0
  return code >= first && code <= last
}

function unitsOf(token: Token): Token[] {
  if (!('text' in token)) return [token]
  return Array.from({ length: token.text.length }, (_, i) => ({
    text: token.text.charAt(i),
    marks: token.marks,
  }))
}

/** Whether two units are the same but for the marks they carry. Two block marks that were not aligned never are. */
function sameUnit(a: Token | undefined, b: Token | undefined): boolean {
  if (a === undefined || b === undefined) return false
  if ('text' in a) return 'text' in b && a.text === b.text
  return 'atom' in a && 'atom' in b && sameJson(a.atom, b.atom)
}

/** What must be put on or taken off units that are the same otherwise; neighbours with the same need in one edit. */
function formats(before: readonly Token[], after: readonly Token[], at: number): Change[] {
  const changes: { type: 'format'; at: number; length: number; marks: JsonObject }[] = []
  before.forEach((unit, i) => {
    const other = after[i]
    if (other === undefined || 'opens' in unit || 'opens' in other) return
    const marks = diffMarks(unit.marks, other.marks)
    if (Object.keys(marks).length === 0) return
    const last = changes.at(-1)
    if (last !== undefined && last.at + last.length === at + i && sameJson(last.marks, marks))
      last.length += 1
    else changes.push({ type: 'format', at: at + i, length: 1, marks })
  })
  return changes
}

function diffMarks(before: Marks, after: Marks): JsonObject {
  const marks: Record<string, Json> = {}
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (!sameJson(before[key], after[key])) marks[key] = after[key] ?? null
  }
  return marks
}

function join(units: readonly Token[]): Token[] {
  const tokens: Token[] = []
  for (const unit of units) {
    const last = tokens.at(-1)
    if (last !== undefined && 'text' in last && 'text' in unit && sameJson(last.marks, unit.marks))
      tokens[tokens.length - 1] = { text: last.text + unit.text, marks: last.marks }
    else tokens.push(unit)
  }
  return tokens
}
