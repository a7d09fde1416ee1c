import type { Page } from './page.ts'
import { lineOf } from './text.ts'

/** A heading of a page. */
export interface OutlineEntry {
  readonly id: string
  readonly level: number
  readonly text: string
}

/** The headings of a page, in order, also those that are still empty. */
export function outlineOf({ blocks }: Page): OutlineEntry[] {
  return blocks
    .filter(({ kind }) => kind === 'heading')
    .map(({ id, attributes: { level }, content }) => ({
      id,
      level: typeof level === 'number' ? level : 1,
      text: lineOf(content).replaceAll(/\s+/g, ' ').trim(),
    }))
}
