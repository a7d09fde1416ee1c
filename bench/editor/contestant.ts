import type * as Y from 'yjs'
import type { Prose } from './prose.ts'

/** An editor that is measured: how to get a page in it, and how it keeps one. */
export interface Contestant {
  readonly name: string
  /** A new, empty page. */
  newPage(): Promise<PageAddress>
  /** Writes the prose into the empty document of such a page. */
  fill(doc: Y.Doc, prose: readonly Prose[]): void
  /** A place behind so many letters of a block. */
  placeIn(doc: Y.Doc, block: number, letters: number): Y.RelativePosition
}

export interface PageAddress {
  /** Where a browser opens it. */
  readonly url: string
  /** Where a y-websocket client finds it. */
  readonly sync: string
  readonly room: string
}
