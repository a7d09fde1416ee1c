import type * as Y from 'yjs'
import type { Inline, Marks } from './page.ts'
import type { Opening } from './readOpening.ts'
import type { TableOrder } from './tableOrder.ts'

/** A flat text as sections. */
export interface FlatText {
  readonly text: Y.Text
  /** All sections, the head first. */
  readonly sections: readonly Section[]
  /** Those that are shown [M24], and those that are not. */
  readonly visible: readonly Section[]
  readonly hidden: ReadonlySet<Section>
  /** How many units stand before this section's mark. */
  indexOf(section: Section): number
}

/** One block as it lies in the text. The head, which has no mark, is one too. */
export interface Section extends Opening {
  readonly mark: Y.Item | null
  readonly content: readonly Inline[]
  /** Units of its content; its mark is one more. */
  readonly length: number
  readonly opens: Marks
  readonly closes: Marks
  readonly table: TableReading | null
}

export interface TableReading extends TableOrder {
  /** The texts of a cell, in order; none where nobody made the cell yet. */
  readonly cellAt: (row: string, column: string) => readonly FlatText[]
}

/** A stretch of the text that was read anew: which sections went, which came, and exactly which units changed. */
export interface Run {
  readonly index: number
  readonly removed: readonly Section[]
  readonly added: readonly Section[]
  readonly hunks: readonly Hunk[]
}

/** Units that came and went at one place, counted from the first content of the run before and after. */
export interface Hunk {
  readonly before: number
  readonly remove: number
  readonly after: number
  readonly insert: number
}

/** What changed in one flat text. */
export interface Changed {
  readonly reading: FlatText
  readonly runs: readonly Run[]
  /** What was shown before. */
  readonly before: readonly Section[]
  /** Whether twins were or are hidden: the runs count all sections, not those that are shown. */
  readonly twins: boolean
}
