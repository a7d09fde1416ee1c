import { type Node, Slice } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'

/** Two nodes that are equal: the one that was built anew, and the one that is on the page. */
type Twins = ReadonlyMap<Node, Node>

/**
 * The same change as `transaction`, which replaces the whole document, as one that touches only what differs. What stays
 * the same keeps its nodes, and so its place on the screen. `twins` leads from the nodes of the replacement to those kept.
 */
export function shrinkReplacement(
  transaction: Transaction,
  state: EditorState,
): { tr: Transaction; twins: Twins } {
  const { from, to, slice } = difference(state.doc, transaction.doc)
  const tr = state.tr
  if (from < to || slice.size > 0) tr.replace(from, to, slice)
  const twins = new Map<Node, Node>()
  pair(transaction.doc, tr.doc, twins)
  return { tr, twins }
}

function difference(before: Node, after: Node): { from: number; to: number; slice: Slice } {
  const most = Math.min(before.childCount, after.childCount)
  let head = 0
  let from = 0
  while (head < most && before.child(head).eq(after.child(head))) from += before.child(head++).nodeSize
  let tail = 0
  let kept = 0
  while (
    tail < most - head &&
    before.child(before.childCount - tail - 1).eq(after.child(after.childCount - tail - 1))
  ) {
    kept += before.child(before.childCount - ++tail).nodeSize
  }
  const single = before.childCount - head - tail === 1 && after.childCount - head - tail === 1
  const inner = single ? differenceInText(before.child(head), after.child(head), from + 1) : null
  if (inner !== null) return inner
  const changed = after.slice(from, after.content.size - kept)
  return { from, to: before.content.size - kept, slice: new Slice(changed.content, 0, 0) }
}

/** Where two blocks hold text of the same kind, only some letters differ. */
function differenceInText(before: Node, after: Node, start: number) {
  if (!before.isTextblock || !before.sameMarkup(after)) return null
  const from = before.content.findDiffStart(after.content)
  const ends = before.content.findDiffEnd(after.content)
  if (from === null || ends === null) return null
  // In «aa» against «aaa» both searches claim the same letters.
  const overlap = Math.max(0, from - Math.min(ends.a, ends.b))
  const letters = after.content.cut(from, ends.b + overlap)
  return { from: start + from, to: start + ends.a + overlap, slice: new Slice(letters, 0, 0) }
}

function pair(made: Node, kept: Node, twins: Map<Node, Node>): void {
  if (made === kept || !made.sameMarkup(kept) || made.childCount !== kept.childCount) return
  twins.set(made, kept)
  made.forEach((child, _offset, i) => pair(child, kept.child(i), twins))
}
