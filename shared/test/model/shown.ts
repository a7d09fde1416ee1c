import type { Page } from '../../src/model/page.ts'
import { lineOf } from '../../src/model/text.ts'

/** The blocks of a page below its head, one line for each: indent, kind, text. */
export function shown({ blocks }: Page): string[] {
  return blocks.map(({ indent, kind, content }) =>
    `${'  '.repeat(indent)}${kind} ${lineOf(content)}`.trimEnd(),
  )
}

/** Ids that tell in which order they were minted. */
export function minting(): () => string {
  let minted = 0
  return () => `new${++minted}`
}
