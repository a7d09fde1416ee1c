import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import type { ChangedRange } from './changedRanges.ts'

/**
 * Gives every block that just came into the document an id of its own [M22]: one that has none, and one that is a copy of
 * a block which is still there. A moved block keeps its id. Returns whether there was anything to do.
 */
export function giveIds(tr: Transaction, ranges: readonly ChangedRange[], mint: () => string): boolean {
  const fresh = newBlocks(tr.doc, ranges)
  if (fresh.length === 0) return false
  const taken = idsOutside(tr.doc, new Set(fresh.map(({ position }) => position)))
  let changed = false
  for (const { node, position } of fresh) {
    const id: unknown = node.attrs['id']
    if (typeof id === 'string' && !taken.has(id)) {
      taken.add(id)
      continue
    }
    const minted = mint()
    taken.add(minted)
    tr.setNodeAttribute(position, 'id', minted)
    changed = true
  }
  return changed
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
