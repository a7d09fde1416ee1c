import type * as Y from 'yjs'
import type { Page } from './page.ts'
import { Ids } from './stock/ids.ts'
import { pageOf } from './stock/pageOf.ts'
import { piecesOf } from './stock/piece.ts'
import { readFlow } from './stock/readFlow.ts'

/**
 * Reads a page as stock editors keep it, a tree of XML: y-prosemirror with ProseMirror's example schemas, TipTap and
 * BlockNote. Total: never throws, never writes, and every letter of the tree is in the page once, in order.
 * @param mint makes the ids of blocks that have none, or one that stands twice, and of rows and columns.
 */
export function readStock(fragment: Y.XmlFragment, mint: () => string): Page {
  return pageOf(readFlow(piecesOf(fragment), new Ids(mint)), ['paragraph', 'heading'])
}
