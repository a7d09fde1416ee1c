import type { Node } from '@tiptap/pm/model'
import { DEEPEST } from '../blocks/blockAttributes.ts'
import { indentOf } from '../commands/blockRange.ts'

/** A block with the deeper ones behind it, as they stand in each other elsewhere. */
export interface Nested {
  readonly block: Node
  readonly held: readonly Nested[]
}

/** What is in one frame elsewhere: the items of a list, the lines of a quote, or one block of its own. */
export interface Group {
  readonly kind: 'list' | 'numbers' | 'quote' | 'single'
  readonly members: readonly Nested[]
}

/** Nests a flat row of blocks. */
export function nestBlocks(row: readonly Node[]): Nested[] {
  const top: Nested[] = []
  const open: { indent: number; held: Nested[] }[] = []
  for (const block of row) {
    const indent = block.type.name === 'title' ? -1 : Math.min(DEEPEST, indentOf(block))
    while ((open.at(-1)?.indent ?? -1) >= indent && open.length > 0) open.pop()
    const held: Nested[] = []
    const siblings = open.at(-1)?.held ?? top
    siblings.push({ block, held })
    if (HOLDERS.has(block.type.name)) open.push({ indent, held })
  }
  return top
}

const FRAMES = new Map<string, Group['kind']>([
  ['bullet', 'list'],
  ['task', 'list'],
  ['number', 'numbers'],
  ['quote', 'quote'],
])
const HOLDERS = new Set(FRAMES.keys())

/** Puts neighbours that share a frame together. */
export function groupBlocks(blocks: readonly Nested[]): Group[] {
  const groups: { kind: Group['kind']; members: Nested[] }[] = []
  for (const nested of blocks) {
    const { type, attrs } = nested.block
    const kind = FRAMES.get(type.name) ?? 'single'
    const last = groups.at(-1)
    const anew = kind === 'single' || (kind === 'numbers' && typeof attrs['start'] === 'number')
    if (last?.kind === kind && !anew) last.members.push(nested)
    else groups.push({ kind, members: [nested] })
  }
  return groups
}
