import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import { Selection, type Transaction } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'
import type { ChangedRange } from './changedRanges.ts'

/**
 * Gives every block that just came into the document an id of its own [M22]: one that has none, and one that is a copy of
 * a block which is still there. A moved block keeps its id. Returns whether there was anything to do.
 */
export function giveIds(tr: Transaction, ranges: readonly ChangedRange[], mint: () => string): boolean {
  const fresh = newBlocks(tr.doc, ranges)
  if (fresh.length === 0) return false
  const taken = idsOutside(tr.doc, new Set(fresh.map(({ position }) => position)))
  const minted = new Map<number, string>()
  for (const { node, position } of fresh) {
    const id: unknown = node.attrs['id']
    const isFree = typeof id === 'string' && !taken.has(id)
    const own = isFree ? id : mint()
    taken.add(own)
    if (!isFree) minted.set(position, own)
  }
  if (minted.size > MANY) nameBlocks(tr, minted)
  for (const [position, id] of minted) tr.setNodeAttribute(position, 'id', id)
  return tr.docChanged
}

/** So many blocks get their ids in one step: a step for each would copy the page each time. */
const MANY = 50

/** Gives ids to blocks of the page, and leaves to do only those inside of tables. */
function nameBlocks(tr: Transaction, minted: Map<number, string>): void {
  const { selection, doc } = tr
  const named: Node[] = []
  let start = 0
  let end = 0
  doc.forEach((node, position) => {
    const id = minted.get(position)
    if (id === undefined && named.length === 0) return
    if (named.length === 0) start = position
    named.push(id === undefined ? node : node.type.create({ ...node.attrs, id }, node.content, node.marks))
    end = position + node.nodeSize
    minted.delete(position)
  })
  tr.step(new ReplaceStep(start, end, new Slice(Fragment.fromArray(named), 0, 0)))
  // Nothing is longer or shorter than it was.
  tr.setSelection(Selection.fromJSON(tr.doc, selection.toJSON()))
}

interface Placed {
  node: Node
  position: number
}

function newBlocks(doc: Node, ranges: readonly ChangedRange[]): Placed[] {
  const blocks: Placed[] = []
  for (const { newFrom, newTo } of ranges) {
    doc.nodesBetween(newFrom, newTo, (node, position, parent, index) => {
      if (position >= newFrom && position < newTo && hasId(node, parent, index))
        blocks.push({ node, position })
      return !node.isTextblock
    })
  }
  return blocks
}

function idsOutside(doc: Node, fresh: ReadonlySet<number>): Set<unknown> {
  const ids = new Set<unknown>()
  doc.descendants((node, position, parent, index) => {
    if (!fresh.has(position) && hasId(node, parent, index)) ids.add(node.attrs['id'])
    return !node.isTextblock
  })
  return ids
}

/** The first line of a cell has no mark, and so no id. */
function hasId(node: Node, parent: Node | null, index: number): boolean {
  return 'id' in node.attrs && !(parent?.type.name === 'tableCell' && index === 0)
}
