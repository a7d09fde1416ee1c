import type { Transaction } from '@tiptap/pm/state'
import { AddMarkStep, AttrStep, Mapping, RemoveMarkStep, type Step } from '@tiptap/pm/transform'

/** A stretch of the document that is not what it was, in positions of the document before and after. */
export interface ChangedRange {
  readonly from: number
  readonly to: number
  readonly newFrom: number
  readonly newTo: number
}

/** What some transactions, one after another, changed: stretches in order that neither meet nor overlap. */
export function changedRanges(transactions: readonly Transaction[]): ChangedRange[] {
  const steps = transactions.flatMap(({ steps: own }) => own)
  const mapping = new Mapping()
  const before = steps.map((step) => {
    if (movesSomething(step)) mapping.appendMap(step.getMap())
    return { step, count: mapping.maps.length }
  })
  const after = before.flatMap(({ step, count }) => {
    const later = mapping.slice(count)
    return touched(step).map(({ from, to }) => ({ from: later.map(from, -1), to: later.map(to, 1) }))
  })
  const back = mapping.invert()
  return merge(after).map(({ from, to }) => ({
    from: back.map(from, -1),
    to: back.map(to, 1),
    newFrom: from,
    newTo: to,
  }))
}

/** Putting marks or attributes on something moves nothing: a thousand such steps need not be mapped through one another. */
function movesSomething(step: Step): boolean {
  return !(step instanceof AddMarkStep || step instanceof RemoveMarkStep || step instanceof AttrStep)
}

interface Range {
  from: number
  to: number
}

/** Where a step changed something, after it. A step that only puts marks or attributes on something moves nothing. */
function touched(step: Step): Range[] {
  const ranges: Range[] = []
  step.getMap().forEach((_from, _to, newFrom, newTo) => ranges.push({ from: newFrom, to: newTo }))
  if (ranges.length > 0) return ranges
  if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) return [{ from: step.from, to: step.to }]
  return step instanceof AttrStep ? [{ from: step.pos, to: step.pos + 1 }] : []
}

function merge(ranges: readonly Range[]): Range[] {
  const merged: Range[] = []
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last !== undefined && range.from <= last.to) last.to = Math.max(last.to, range.to)
    else merged.push({ ...range })
  }
  return merged
}
