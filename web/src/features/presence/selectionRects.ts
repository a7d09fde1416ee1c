import type { EditorView } from '@tiptap/pm/view'

/** The blocks that the window shows: no selection needs to be drawn outside them. */
export function visibleSpan(view: EditorView): { from: number; to: number } {
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
    from: first === null || first.depth === 0 ? 0 : first.before(1),
    to: last === null || last.depth === 0 ? doc.content.size : last.after(1),
  }
}

/** The boxes of the lines that a selection covers, in pixels of the window. */
export function selectionRects(view: EditorView, from: number, to: number): DOMRect[] {
  const start = view.domAtPos(from, 1)
  const end = view.domAtPos(to, -1)
  const range = document.createRange()
  range.setStart(start.node, start.offset)
  range.setEnd(end.node, end.offset)
  const root = range.commonAncestorContainer
  if (root.nodeType === Node.TEXT_NODE) return Array.from(range.getClientRects())
  // Only text: the boxes of whole paragraphs would be drawn on top of those of their lines.
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
    range.intersectsNode(node) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP,
  )
  const rects: DOMRect[] = []
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const part = document.createRange()
    part.selectNodeContents(node)
    if (node === start.node) part.setStart(node, start.offset)
    if (node === end.node) part.setEnd(node, end.offset)
    rects.push(...part.getClientRects())
  }
  return rects
}
