import type { Json, JsonObject } from './page.ts'
import type { Token } from './token.ts'

/** One small edit of a flat text. Places count units of the text as it was before all edits that are made together. */
export type Change = Replace | Format | SetKeys

export interface Replace {
  readonly type: 'replace'
  readonly at: number
  readonly remove: number
  readonly insert: readonly Token[]
}

/** Puts marks on letters; null takes one away. */
interface Format {
  readonly type: 'format'
  readonly at: number
  readonly length: number
  readonly marks: JsonObject
}

/** Sets keys of the block mark at a place; undefined takes one away. */
export interface SetKeys {
  readonly type: 'keys'
  readonly at: number
  readonly keys: Readonly<Record<string, Json | undefined>>
}
