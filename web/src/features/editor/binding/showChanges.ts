import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { AddMarkStep, RemoveMarkStep, ReplaceStep } from '@tiptap/pm/transform'
import type { Hunk } from '@weft/shared/model/section'
import { type Place, startOf } from './places.ts'
import { textIn } from './readNodes.ts'

/** Where more blocks than this have changed they are put anew in one step: a step for each would copy the page each time. */
const MOST = 200

/** Finds a list of blocks in a document: that of the page, or that of a cell. */
type Find = (doc: Node) => Place | null

/** Puts units that came and went on the page, exactly where they did: what others have there moves along. */
export function showHunks(
  tr: Transaction,
  find: Find,
  first: number,
  count: number,
  now: readonly Node[],
  hunks: readonly Hunk[],
): void {
  const place = find(tr.doc)
  if (place === null) return
  const old = place.blocks.slice(first, first + count)
  const start = place.start + startOf(place.blocks, first)
  // From the last to the first: the old places of those before it are still where they were.
  for (const hunk of hunks.toReversed()) {
    const from = positionIn(old, hunk.before)
    const to = positionIn(old, hunk.before + hunk.remove)
    const newFrom = positionIn(now, hunk.after)
    const newTo = positionIn(now, hunk.after + hunk.insert)
    if (from === null || to === null || newFrom === null || newTo === null) return
    const slice = cut(now, newFrom, newTo, tr.doc)
    if (slice === null || tr.maybeStep(new ReplaceStep(start + from, start + to, slice)).failed !== null)
      return
  }
}

/** Makes `count` blocks from one index on be these. Does nothing where they are, and no more than it must where not. */
export function settle(
  tr: Transaction,
  find: Find,
  first: number,
  count: number,
  blocks: readonly Node[],
): void {
  if (count === blocks.length && count <= MOST)
    blocks.forEach((block, i) => settleBlock(tr, find, first + i, block))
  const place = find(tr.doc)
  if (place === null) return
  const before = place.blocks.slice(first, first + count)
  const most = Math.min(before.length, blocks.length)
  let head = 0
  while (head < most && sameBlock(before[head], blocks[head])) head++
  let tail = 0
  while (tail < most - head && sameBlock(before.at(-tail - 1), blocks.at(-tail - 1))) tail++
  if (head + tail === before.length && before.length === blocks.length) return
  const from = place.start + startOf(place.blocks, first + head)
  const to = from + startOf(before.slice(head), before.length - head - tail)
  const content = Fragment.fromArray(blocks.slice(head, blocks.length - tail))
  tr.step(new ReplaceStep(from, to, new Slice(content, 0, 0)))
}

function sameBlock(a: Node | undefined, b: Node | undefined): boolean {
  return a !== undefined && b !== undefined && (a === b || a.eq(b))
}

/** Changes marks and attributes where they stand: the letters, and the carets between them, stay. */
function settleBlock(tr: Transaction, find: Find, index: number, block: Node): void {
  const place = find(tr.doc)
  const there = place?.blocks[index]
  if (place === null || there === undefined || sameBlock(there, block)) return
  const start = place.start + startOf(place.blocks, index)
  if (there.isTextblock && block.isTextblock) {
    if (there.content.size !== block.content.size || there.textContent !== block.textContent) return
    settleMarks(tr, start + 1, there, block)
  }
  const content = tr.doc.nodeAt(start)?.content ?? Fragment.empty
  if (!there.sameMarkup(block) && block.type.validContent(content))
    tr.setNodeMarkup(start, block.type, block.attrs)
}

function settleMarks(tr: Transaction, start: number, there: Node, block: Node): void {
  there.forEach((old, offset) => {
    block.nodesBetween(offset, offset + old.nodeSize, (now, position) => {
      const from = start + Math.max(offset, position)
      const to = start + Math.min(offset + old.nodeSize, position + now.nodeSize)
      for (const mark of old.marks) if (!mark.isInSet(now.marks)) tr.step(new RemoveMarkStep(from, to, mark))
      for (const mark of now.marks) if (!mark.isInSet(old.marks)) tr.step(new AddMarkStep(from, to, mark))
      return false
    })
  })
}

/** The position, from the start of the first block, of a place in their text that counts from the first letter. */
function positionIn(blocks: readonly Node[], units: number): number | null {
  let left = units
  let start = 0
  for (const block of blocks) {
    const { node, offset } = textIn(block)
    if (left <= node.content.size) return start + offset + left
    left -= node.content.size + 1
    start += block.nodeSize
  }
  return null
}

/** A piece of the new blocks. A table is no place to split or join at: there whole blocks are changed instead. */
function cut(blocks: readonly Node[], from: number, to: number, doc: Node): Slice | null {
  const page = doc.copy(Fragment.fromArray([...blocks]))
  const slice = page.slice(from, to)
  return slice.openStart === slice.openEnd && slice.openStart <= 1 ? slice : null
}
