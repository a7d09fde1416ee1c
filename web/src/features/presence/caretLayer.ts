import type { Editor } from '@tiptap/core'
import type { Awareness } from 'y-protocols/awareness'
import { arrangeLabels, LABEL_HEIGHT } from './arrangeLabels.ts'
import { CaretElement } from './caretElement.ts'
import { readPresence, type Span } from './readPresence.ts'
import { type Box, selectionBoxes, visibleSpan } from './selectionRects.ts'

const NEAR = 16

export interface CaretLayerOptions {
  layer: HTMLElement
  editor: Editor
  awareness: Awareness
  resolve: (cursor: unknown) => Span | null
  guest: string
}

/**
 * Draws the carets of all others over the text, at most once per frame, without touching the text or the selection.
 * Returns a function that ends it.
 */
export function startCaretLayer({ layer, editor, awareness, resolve, guest }: CaretLayerOptions): () => void {
  const carets = new Map<number, CaretElement>()
  const cursors = new Map<number, string>()
  let frame = 0
  const redraw = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0
      draw()
    })
  }

  function draw() {
    if (editor.isDestroyed) return
    const here: { caret: CaretElement; span: Span }[] = []
    for (const [client, state] of awareness.getStates()) {
      if (client === awareness.clientID) continue
      const presence = readPresence(state, client, resolve)
      if (presence === null || presence.cursor === null) continue
      const caret = caretOf(client)
      caret.introduce(presence.name || guest, presence.color)
      here.push({ caret, span: presence.cursor })
    }

    // All that asks the page for sizes comes before all that moves something: one layout for everybody.
    const origin = layer.getBoundingClientRect()
    const under = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0
    let visible: Span | null = null
    const placed = here.flatMap(({ caret, span: { anchor, head } }) => {
      const at = coordinates(editor, head)
      if (at === null) return []
      visible ??= anchor === head ? null : visibleSpan(editor.view)
      const left = at.left - origin.left
      const width = caret.labelWidth
      const leftwards = left + width > origin.width
      return {
        caret,
        left,
        leftwards,
        top: at.top - origin.top,
        bottom: at.bottom - origin.top,
        label: leftwards ? left - width : left,
        width,
        roomAbove: at.top - LABEL_HEIGHT >= Math.max(under, origin.top),
        fresh: caret.fresh,
        boxes: visible === null ? [] : boxesOf(anchor, head, visible, origin),
      }
    })
    const sides = arrangeLabels(placed.map((at) => ({ ...at, left: at.label })))

    const seen = new Set(placed.map(({ caret }) => caret))
    for (const caret of carets.values()) if (!seen.has(caret)) caret.hide()
    placed.forEach(({ caret, left, top, bottom, leftwards, boxes }, i) => {
      caret.show({ left, top, height: bottom - top, leftwards, boxes, side: sides[i] ?? 'none' })
    })
  }

  function boxesOf(anchor: number, head: number, visible: Span, origin: DOMRect): Box[] {
    const from = Math.max(Math.min(anchor, head), visible.anchor)
    const to = Math.min(Math.max(anchor, head), visible.head)
    if (from >= to) return []
    return selectionBoxes(editor.view, from, to).map(({ left, top, right, bottom }) => ({
      left: left - origin.left,
      top: top - origin.top,
      right: right - origin.left,
      bottom: bottom - origin.top,
    }))
  }

  function caretOf(client: number): CaretElement {
    let caret = carets.get(client)
    if (caret === undefined) carets.set(client, (caret = new CaretElement(layer)))
    return caret
  }

  function onPresence({
    updated,
    added,
    removed,
  }: {
    updated: number[]
    added: number[]
    removed: number[]
  }) {
    for (const client of removed) {
      carets.get(client)?.remove()
      carets.delete(client)
      cursors.delete(client)
    }
    for (const client of [...added, ...updated]) {
      if (client === awareness.clientID) continue
      const cursor = JSON.stringify(awareness.getStates().get(client)?.['cursor'] ?? null)
      if (cursors.get(client) === cursor) continue
      cursors.set(client, cursor)
      if (cursor !== 'null') caretOf(client).moved()
    }
    redraw()
  }

  let pointerFrame = 0
  function onPointer(event: PointerEvent) {
    pointerFrame ||= requestAnimationFrame(() => {
      pointerFrame = 0
      const origin = layer.getBoundingClientRect()
      const x = event.clientX - origin.left
      const y = event.clientY - origin.top
      for (const caret of carets.values()) {
        const { left, top, height } = caret.place
        caret.near(Math.abs(x - left) < NEAR && y > top - NEAR && y < top + height + NEAR)
      }
    })
  }

  const sizes = new ResizeObserver(redraw)
  sizes.observe(editor.view.dom)
  awareness.on('change', onPresence)
  editor.on('update', redraw)
  window.addEventListener('scroll', redraw, { passive: true })
  window.addEventListener('resize', redraw)
  window.addEventListener('pointermove', onPointer, { passive: true })
  window.addEventListener('pointerdown', onPointer, { passive: true })
  redraw()

  return () => {
    cancelAnimationFrame(frame)
    cancelAnimationFrame(pointerFrame)
    sizes.disconnect()
    awareness.off('change', onPresence)
    editor.off('update', redraw)
    window.removeEventListener('scroll', redraw)
    window.removeEventListener('resize', redraw)
    window.removeEventListener('pointermove', onPointer)
    window.removeEventListener('pointerdown', onPointer)
    for (const caret of carets.values()) caret.remove()
  }
}

/** Where a position is in the window; null for one that is not on the page yet, or stands between two blocks. */
function coordinates(editor: Editor, position: number) {
  try {
    const at = editor.view.coordsAtPos(position)
    return at.bottom > at.top ? at : null
  } catch {
    return null
  }
}
