import * as Y from 'yjs'
import type { Page } from './page.ts'
import { lineOf } from './text.ts'

const LONGEST = 200

/** What a page is called; empty while nobody has named it. */
export function titleOf({ head }: Page): string {
  return short(lineOf(head))
}

/** The same of a text, without reading all of it: its letters up to the first block mark [M1]. */
export function titleIn(text: Y.Text): string {
  let line = ''
  for (const { insert } of text.toDelta() as { insert: unknown }[]) {
    if (insert instanceof Y.Map) break
    if (typeof insert === 'string') line += insert
  }
  return short(line)
}

function short(line: string): string {
  return Array.from(line.replaceAll(/\s+/g, ' ').trim()).slice(0, LONGEST).join('')
}
