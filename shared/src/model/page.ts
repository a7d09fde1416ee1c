/** What a person reads: a page as plain values, apart from how the CRDT keeps it. docs/MODEL.md has the rules. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject

export interface JsonObject {
  readonly [key: string]: Json
}

/** What letters carry: `bold`, `link` …, also what this version does not know [M13]. */
export type Marks = JsonObject

/** Letters that carry the same marks, or one inline atom. */
export type Inline =
  | { readonly text: string; readonly marks: Marks }
  | { readonly atom: JsonObject; readonly marks: Marks }

/** One block. `attributes` holds what its kind has beside id and indent, and what this version does not know [M6, M7]. */
export interface Block {
  readonly id: string
  readonly kind: string
  readonly indent: number
  readonly attributes: JsonObject
  readonly content: readonly Inline[]
  /** Only a block of kind `table` has one. */
  readonly table: Table | null
}

/** A flat text as blocks. `head` stands before the first mark: the title of a page, the first paragraph of a cell [M4, M18]. */
export interface Page {
  readonly head: readonly Inline[]
  readonly blocks: readonly Block[]
}

/** Columns and rows by their ids, in order, and the cells row by row. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly string[]
  /** One list for each row, one cell for each column; a cell is one page for each of its texts [M19], mostly one. */
  readonly cells: readonly (readonly (readonly Page[])[])[]
}
