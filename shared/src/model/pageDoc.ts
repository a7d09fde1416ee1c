import * as Y from 'yjs'
import { leaveUntidy, parentItem } from './inside.ts'

/** The Y.Doc of a page somebody looks at: what Yjs would do in it by itself, beside what people do, it does not. */
export function pageDoc(): Y.Doc {
  const doc = new Y.Doc({ gcFilter: mayBeForgotten })
  doc.on('afterTransaction', leaveUntidy)
  return doc
}

/**
 * Letters in the cells of a deleted table are kept until the page closes: where it was moved by somebody, and not deleted,
 * they are brought along [M23].
 */
function mayBeForgotten(item: Y.Item): boolean {
  return parentItem(item) === null && !(item.content instanceof Y.ContentType)
}
