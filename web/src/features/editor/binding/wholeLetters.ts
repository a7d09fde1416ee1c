import type { Node } from '@tiptap/pm/model'
import type { ChangedRange } from './changedRanges.ts'

/** A range that cuts no pair of surrogates in two: half a letter cannot be written. */
export function wholeLetters(before: Node, after: Node, range: ChangedRange): ChangedRange {
  const { from, to, newFrom, newTo } = range
  const first = isInside(before, from) || isInside(after, newFrom) ? 1 : 0
  const last = isInside(before, to) || isInside(after, newTo) ? 1 : 0
  return first + last === 0
    ? range
    : { from: from - first, to: to + last, newFrom: newFrom - first, newTo: newTo + last }
}

function isInside(doc: Node, position: number): boolean {
  const { nodeBefore, nodeAfter } = doc.resolve(position)
  const high = nodeBefore?.text?.charCodeAt(nodeBefore.text.length - 1) ?? 0
  const low = nodeAfter?.text?.charCodeAt(0) ?? 0
  return high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff
}
