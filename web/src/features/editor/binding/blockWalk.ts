import type { Node } from '@tiptap/pm/model'
import { textIn } from './readNodes.ts'

/** Goes along a list of blocks, forwards only, and counts: so that many places are found in one pass. */
export class BlockWalk {
  readonly blocks: readonly Node[]
  /** The block that the walk has come to, where it begins, and how many units of the flat text stand before it. */
  index = 0
  start = 0
  units = 0

  constructor(blocks: readonly Node[]) {
    this.blocks = blocks
  }

  /** Goes to the block that holds a position, or begins there. Returns how many units stand before the position. */
  unitsBefore(position: number): number {
    for (;;) {
      const block = this.blocks[this.index]
      if (block === undefined) return this.units
      const own = this.index > 0 ? 1 : 0
      const { node, offset } = textIn(block)
      if (position >= this.start + block.nodeSize) {
        this.units += own + node.content.size
        this.start += block.nodeSize
        this.index += 1
      } else if (position <= this.start) return this.units
      else {
        const inside = Math.max(0, Math.min(node.content.size, position - this.start - offset))
        return this.units + own + inside
      }
    }
  }
}
