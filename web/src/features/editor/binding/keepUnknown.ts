import type { Schema } from '@tiptap/pm/model'
import type { Change } from '@weft/shared/model/change'
import { sameJson } from '@weft/shared/model/json'
import type { Section } from '@weft/shared/model/section'
import type { Token } from '@weft/shared/model/token'
import { readBlocks } from './readNodes.ts'
import { showSection } from './showSection.ts'

/**
 * A block that is moved comes with all that its letters carry, also what the editor does not show and so cannot carry along
 * [M15, M16]. `find` gives the block with an id as it was before it was taken out.
 */
export function keepUnknown(
  changes: readonly Change[],
  find: (id: string) => Section | undefined,
  schema: Schema,
): Change[] {
  return changes.map((change) => {
    if (change.type !== 'replace') return change
    return { ...change, insert: blocksIn(change.insert).flatMap((block) => restore(block, find, schema)) }
  })
}

/** Cuts tokens before each block mark. */
function blocksIn(tokens: readonly Token[]): Token[][] {
  const blocks: Token[][] = [[]]
  for (const token of tokens) {
    if ('opens' in token) blocks.push([token])
    else blocks.at(-1)?.push(token)
  }
  return blocks
}

function restore(
  block: Token[],
  find: (id: string) => Section | undefined,
  schema: Schema,
): readonly Token[] {
  const [mark, ...content] = block
  const section = mark !== undefined && 'opens' in mark ? find(mark.opens.id) : undefined
  if (mark === undefined || section === undefined || section.table !== null) return block
  const node = showSection(section, schema, 'title')
  const shown = readBlocks([node], 0, node.nodeSize)
  return sameJson(unitsOf(shown), unitsOf(content)) ? [mark, ...section.content] : block
}

function unitsOf(tokens: readonly Token[]) {
  return tokens.flatMap((token) => {
    if ('opens' in token) return []
    if ('atom' in token) return [[token.atom, token.marks]]
    return Array.from({ length: token.text.length }, (_, i) => [token.text.charAt(i), token.marks])
  })
}
