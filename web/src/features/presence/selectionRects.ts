import type { EditorView } from '@tiptap/pm/view'
import type { Span } from './readPresence.ts'

/** The blocks that the window shows: no selection needs to be drawn outside them. */
export function visibleSpan(view: EditorView): Span {
  const { doc } = view.state
  const page = view.dom.getBoundingClientRect()
  const left = page.left + page.width / 2
  const blockAt = (top: number) => {
    const position = view.posAtCoords({ left, top })?.pos
    return position === undefined ? null : doc.resolve(position)
  }
  const first = page.top < 0 ? blockAt(1) : null
  const last = page.bottom > window.innerHeight ? blockAt(window.innerHeight - 1) : null
  return {
    anchor: first === null || first.depth === 0 ? 0 : first.before(1),
    head: last === null || last.depth === 0 ? doc.content.size : last.after(1),
  }
}

/** A rectangle, in pixels. */
export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

/** Gaps up to this are closed: those at the edges of code, and those between two lines of one text. */
const SEAM = 8

/** The boxes of the lines that a selection covers, in pixels of the window: one for each line. */
export function selectionBoxes(view: EditorView, from: number, to: number): Box[] {
  const boxes: Box[] = []
  for (const { left, top, right, bottom } of selectionRects(view, from, to)) {
    const last = boxes.at(-1)
    const sameLine = last !== undefined && Math.abs(last.bottom - bottom) < (bottom - top) / 2
    if (!sameLine || left > last.right + SEAM || left < last.left) {
      const follows = last !== undefined && top > last.bottom && top < last.bottom + SEAM
      boxes.push({ left, top: follows ? last.bottom : top, right, bottom })
    } else {
      last.right = Math.max(last.right, right)
      last.top = Math.min(last.top, top)
      last.bottom = Math.max(last.bottom, bottom)
    }
  }
  return boxes
}

function selectionRects(view: EditorView, from: number, to: number): DOMRect[] {
  const start = view.domAtPos(from, 1)
  const end = view.domAtPos(to, -1)
  const range = document.createRange()
  range.setStart(start.node, start.offset)
  range.setEnd(end.node, end.offset)
  const root = range.commonAncestorContainer
  if (root.nodeType === Node.TEXT_NODE) return Array.from(range.getClientRects())
  // Only text: the boxes of whole paragraphs would be drawn on top of those of their lines.
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  // From where the selection begins to where it ends, whatever the length of the document.
  texts.currentNode = start.node.childNodes[start.offset] ?? start.node
  const first = texts.currentNode.nodeType === Node.TEXT_NODE ? texts.currentNode : texts.nextNode()
  const rects: DOMRect[] = []
  for (let node = first; node !== null; node = texts.nextNode()) {
    if (!range.intersectsNode(node)) {
      if (range.comparePoint(node, 0) > 0) break
      continue
    }
    const part = document.createRange()
    part.selectNodeContents(node)
    if (node === start.node) part.setStart(node, start.offset)
    if (node === end.node) part.setEnd(node, end.offset)
    rects.push(...part.getClientRects())
  }
  return rects
}
