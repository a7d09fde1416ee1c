import * as Y from 'yjs'
import { Writer } from './writer.ts'

/** Two people at one page: a title, and these lines. */
export function together(lines: readonly string[]): { ann: Writer; bob: Writer } {
  let ids = 0
  const mint = () => `b${ids++}`
  const first = new Writer(1, mint)
  first.types(1, 'Title')
  for (const line of lines) {
    const last = first.blocks.length - 1
    first.splits(first.at(last, 999))
    first.types(first.at(last + 1, 0), line)
  }
  const update = Y.encodeStateAsUpdate(first.doc)
  return { ann: new Writer(20, mint, update), bob: new Writer(30, mint, update) }
}

/** Each learns what the other did. */
export function meet(ann: Writer, bob: Writer): void {
  for (let round = 0; round < 3; round++) {
    ann.tells(bob)
    bob.tells(ann)
  }
}

/** The page as one sees it: a line for each block, with its kind. */
export function page(writer: Writer): string[] {
  return writer.blocks.map((block) => `${block.type.name}: ${block.textContent}`)
}
