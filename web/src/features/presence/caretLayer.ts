import type { Editor } from '@tiptap/core'
import type { Awareness } from 'y-protocols/awareness'
import { CaretElement, type CaretPlace } from './caretElement.ts'
import { readPresence, type Span } from './readPresence.ts'
import { selectionRects, visibleSpan } from './selectionRects.ts'

const LABEL = 24
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
    const origin = layer.getBoundingClientRect()
    const under = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0
    let visible: { from: number; to: number } | null = null
    const drawn: [client: number, name: string, color: string, place: CaretPlace][] = []

    // All that asks the page for sizes comes first, all that changes it after: one layout for everybody.
    for (const [client, state] of awareness.getStates()) {
      if (client === awareness.clientID) continue
      const presence = readPresence(state, client, resolve)
      if (presence === null || presence.cursor === null) continue
      const { anchor, head } = presence.cursor
      const caret = coordinates(editor, head)
      if (caret === null) continue
      const rects: DOMRect[] = []
      if (anchor !== head) {
        visible ??= visibleSpan(editor.view)
        const from = Math.max(Math.min(anchor, head), visible.from)
        const to = Math.min(Math.max(anchor, head), visible.to)
        if (from < to) rects.push(...selectionRects(editor.view, from, to))
      }
      drawn.push([
        client,
        presence.name || guest,
        presence.color,
        {
          left: caret.left - origin.left,
          top: caret.top - origin.top,
          height: caret.bottom - caret.top,
          below: caret.top - LABEL < Math.max(under, origin.top),
          leftwards: caret.left - origin.left > origin.width * 0.66,
          rects: rects.map(({ left, top, width, height }) => ({
            left: left - origin.left,
            top: top - origin.top,
            width,
            height,
          })),
        },
      ])
    }

    const seen = new Set(drawn.map(([client]) => client))
    for (const [client, caret] of carets) if (!seen.has(client)) caret.hide()
    for (const [client, name, color, place] of drawn) caretOf(client).show(name, color, place)
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

/** Where a position is in the window; null for one that is not on the page yet. */
function coordinates(editor: Editor, position: number) {
  try {
    return editor.view.coordsAtPos(position)
  } catch {
    return null
  }
}
