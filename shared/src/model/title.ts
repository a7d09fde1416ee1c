import type { Page } from './page.ts'
import { lineOf } from './text.ts'

const LONGEST = 200

/** What a page is called; empty while nobody has named it. */
export function titleOf({ head }: Page): string {
  return Array.from(lineOf(head).replaceAll(/\s+/g, ' ').trim()).slice(0, LONGEST).join('')
}
