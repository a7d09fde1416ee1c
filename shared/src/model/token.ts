import type { Block, Inline, Page } from './page.ts'

/** A piece of a flat text: letters, an atom, or the mark that opens a block. */
export type Token = Inline | { readonly opens: BlockMark }

/** All of a block but its text. */
export type BlockMark = Omit<Block, 'content'>

/** A page as the flat text that it is. */
export function tokensOf({ head, blocks }: Page): Token[] {
  return [...head, ...blocks.flatMap(({ content, ...opens }): Token[] => [{ opens }, ...content])]
}

/** How many units of the text a token is. */
export function lengthOf(token: Token): number {
  return 'text' in token ? token.text.length : 1
}
