import type { Block, Page } from '../page.ts'

/** Blocks as a page: the first is its head, if it is of one of these kinds [M4]. */
export function pageOf(blocks: readonly Block[], heads: readonly string[]): Page {
  const [first, ...others] = blocks
  return first !== undefined && heads.includes(first.kind)
    ? { head: first.content, blocks: others }
    : { head: [], blocks }
}
