import { Fragment, type Node } from '@tiptap/pm/model'
import {
  type Command,
  NodeSelection,
  type Selection,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state'
import { type BlockRange, indentAt, indentOf, positionOf, selectedBlocks, withHeld } from './blockRange.ts'

/** Moves the selected blocks, and those they hold, past the block above or below, with what that one holds. */
export function moveBlocks(direction: 'up' | 'down'): Command {
  return ({ selection, tr }, dispatch) => {
    const range = withHeld(selectedBlocks(selection))
    const place = range.from < range.to ? (direction === 'up' ? above(range) : below(range)) : null
    if (place === null) return false
    if (dispatch) dispatch(move(tr, range, place, selection))
    return true
  }
}

/** The index to move to: before the block above that is not deeper. */
function above({ row, from }: BlockRange): number | null {
  let place = from - 1
  while (place > 0 && indentAt(row, place) > indentAt(row, from)) place--
  return place > 0 ? place : null
}

/** Behind the block below and what it holds; a block that was held by another becomes the first one of the next. */
function below({ row, from, to }: BlockRange): number | null {
  if (to >= row.length) return null
  let place = to + 1
  if (indentAt(row, to) < indentAt(row, from)) return place
  while (place < row.length && indentAt(row, place) > indentAt(row, to)) place++
  return place
}

function move(tr: Transaction, range: BlockRange, place: number, selection: Selection): Transaction {
  const { row, from, to } = range
  const deepest = indentAt(row, place - 1) + 1
  const less = Math.max(0, indentAt(row, from) - deepest)
  const moved = row.slice(from, to).map((block) => (less === 0 ? block : shallower(block, less)))
  const start = positionOf(range, from)
  tr.delete(start, positionOf(range, to))
  const target = tr.mapping.map(positionOf(range, place))
  tr.insert(target, Fragment.from(moved))
  return tr.setSelection(shift(selection, tr.doc, target - start)).scrollIntoView()
}

function shallower(block: Node, by: number): Node {
  return block.type.create(
    { ...block.attrs, indent: Math.max(0, indentOf(block) - by) },
    block.content,
    block.marks,
  )
}

/** The selection goes along, as far as it lies in what moved. */
function shift(selection: Selection, doc: Node, by: number): Selection {
  if (selection instanceof NodeSelection) return NodeSelection.create(doc, selection.from + by)
  const [anchor, head] = [selection.anchor, selection.head].map((position) =>
    Math.max(0, Math.min(doc.content.size, position + by)),
  )
  return TextSelection.between(doc.resolve(anchor ?? 0), doc.resolve(head ?? 0))
}
