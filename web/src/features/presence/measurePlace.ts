import type { EditorView } from '@tiptap/pm/view'
import type { Span } from './readPresence.ts'
import { type Box, selectionBoxes, visibleSpan } from './selectionRects.ts'

/** Where the caret and the selection of somebody stand, in pixels from the corner of the layer. */
export interface Place {
  readonly left: number
  readonly top: number
  readonly bottom: number
  readonly boxes: readonly Box[]
}

/** Measures places one after another while the page stands still. `origin` is the layer. */
export function placeMeasurer(view: EditorView, origin: DOMRect): (span: Span) => Place | null {
  let visible: Span | null = null

  function boxesOf({ anchor, head }: Span): Box[] {
    if (anchor === head) return []
    visible ??= visibleSpan(view)
    const from = Math.max(Math.min(anchor, head), visible.anchor)
    const to = Math.min(Math.max(anchor, head), visible.head)
    if (from >= to) return []
    return selectionBoxes(view, from, to).map(({ left, top, right, bottom }) => ({
      left: left - origin.left,
      top: top - origin.top,
      right: right - origin.left,
      bottom: bottom - origin.top,
    }))
  }

  return (span) => {
    const at = coordinates(view, span.head)
    if (at === null) return null
    return {
      left: at.left - origin.left,
      top: at.top - origin.top,
      bottom: at.bottom - origin.top,
      boxes: boxesOf(span),
    }
  }
}

/** How far outside the window a caret is not measured: that would lay out a block that the browser skips. */
const BEYOND = 100

/** A table that is wider than the page is scrolled in itself, and shows a part of its cells. */
function isInSight(left: number, block: Element): boolean {
  const grid = block.classList.contains('table')
    ? block.firstElementChild?.getBoundingClientRect()
    : undefined
  return grid === undefined || (left >= grid.left && left <= grid.right)
}

/** Where a position is in the window; null for one that is out of sight, not on the page yet, or between two blocks. */
function coordinates(view: EditorView, position: number) {
  try {
    const block = view.nodeDOM(view.state.doc.resolve(position).before(1))
    if (!(block instanceof Element)) return null
    const { top, bottom } = block.getBoundingClientRect()
    if (bottom < -BEYOND || top > window.innerHeight + BEYOND) return null
    const at = view.coordsAtPos(position)
    return at.bottom > at.top && isInSight(at.left, block) ? at : null
  } catch {
    return null
  }
}
