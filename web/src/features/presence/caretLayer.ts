import type { Editor } from '@tiptap/core'
import type { Awareness } from 'y-protocols/awareness'
import { arrangeLabels, LABEL_HEIGHT } from './arrangeLabels.ts'
import { CaretElement } from './caretElement.ts'
import { type Place, placeMeasurer } from './measurePlace.ts'
import { readCursor, readPresence, type Span } from './readPresence.ts'

const NEAR = 16
/** Carets that move at the same time are told in several messages, some milliseconds apart: they are drawn together. */
const GATHER = 20

export interface CaretLayerOptions {
  layer: HTMLElement
  editor: Editor
  awareness: Awareness
  resolve: (cursor: unknown) => Span | null
  guest: string
}

/** Somebody else who has a caret. */
interface Other {
  readonly caret: CaretElement
  /** The cursor as it was told last, as JSON. */
  cursor: string
  place: Place | null
  /** Whether the place must be measured again. */
  stale: boolean
}

/**
 * Draws the carets of all others over the text, at most once per frame, without touching the text or the selection; those
 * that only move a moment later than those whose text has changed.
 * Who moved is measured; everybody is when the text, the window or the scroll position changed.
 * Returns a function that ends it.
 */
export function startCaretLayer({ layer, editor, awareness, resolve, guest }: CaretLayerOptions): () => void {
  const others = new Map<number, Other>()
  let frame = 0
  let gathering: ReturnType<typeof setTimeout> | undefined
  const redraw = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0
      clearTimeout(gathering)
      gathering = undefined
      if (!editor.isDestroyed) draw()
    })
  }
  const redrawSoon = () => {
    gathering ??= setTimeout(redraw, GATHER)
  }
  const remeasure = () => {
    for (const other of others.values()) other.stale = true
    redraw()
  }

  function draw() {
    // All that asks the page for sizes comes before all that moves something: one layout for everybody.
    const origin = layer.getBoundingClientRect()
    const under = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0
    const measure = placeMeasurer(editor.view, origin)
    for (const [client, other] of others) {
      if (!other.stale) continue
      const span = readCursor(awareness.getStates().get(client)?.['cursor'], resolve)
      other.place = span && measure(span)
      other.stale = false
    }
    const placed = [...others.values()].flatMap(({ caret, place }) => {
      if (place === null) return []
      const width = caret.labelWidth
      const leftwards = place.left + width > origin.width
      const left = leftwards ? place.left - width : place.left
      const roomAbove = place.top + origin.top - LABEL_HEIGHT >= Math.max(under, origin.top)
      const { top, bottom } = place
      const { fresh } = caret
      const now = caret.sideOn(top)
      return { caret, place, leftwards, label: { left, width, top, bottom, roomAbove, fresh, now } }
    })
    const sides = arrangeLabels(placed.map(({ label }) => label))

    for (const { caret, place } of others.values()) if (place === null) caret.hide()
    placed.forEach(({ caret, place, leftwards }, i) => {
      caret.show(place, { leftwards, side: sides[i] ?? 'none' })
    })
  }

  function otherOf(client: number): Other {
    let other = others.get(client)
    if (other === undefined) {
      const caret = new CaretElement(layer)
      others.set(client, (other = { caret, cursor: 'null', place: null, stale: false }))
    }
    return other
  }

  function leave(client: number) {
    others.get(client)?.caret.remove()
    others.delete(client)
  }

  function meet(client: number) {
    const state = awareness.getStates().get(client)
    const presence = readPresence(state, client)
    if (client === awareness.clientID || presence === null) return
    const other = otherOf(client)
    other.caret.introduce(presence.name || guest, presence.color)
    const cursor = JSON.stringify(state?.['cursor'] ?? null)
    if (other.cursor === cursor) return
    other.cursor = cursor
    other.stale = true
    if (cursor !== 'null') other.caret.moved()
  }

  function onPresence(changed: { updated: number[]; added: number[]; removed: number[] }) {
    changed.removed.forEach(leave)
    changed.added.forEach(meet)
    changed.updated.forEach(meet)
    redrawSoon()
  }

  let pointerFrame = 0
  function onPointer(event: PointerEvent) {
    pointerFrame ||= requestAnimationFrame(() => {
      pointerFrame = 0
      const origin = layer.getBoundingClientRect()
      const x = event.clientX - origin.left
      const y = event.clientY - origin.top
      // One name at a time: those of carets that stand together would cover each other.
      let nearest: CaretElement | null = null
      let least = NEAR
      for (const { caret, place } of others.values()) {
        if (place === null || y <= place.top - NEAR || y >= place.bottom + NEAR) continue
        const distance = Math.abs(x - place.left)
        if (distance >= least) continue
        least = distance
        nearest = caret
      }
      for (const { caret } of others.values()) caret.near(caret === nearest)
    })
  }

  for (const client of awareness.getStates().keys()) meet(client)
  const sizes = new ResizeObserver(remeasure)
  sizes.observe(editor.view.dom)
  awareness.on('change', onPresence)
  editor.on('update', remeasure)
  // What scrolls within the page, as a wide table does, tells nobody above it.
  window.addEventListener('scroll', remeasure, { passive: true, capture: true })
  window.addEventListener('resize', remeasure)
  window.addEventListener('pointermove', onPointer, { passive: true })
  window.addEventListener('pointerdown', onPointer, { passive: true })
  redraw()

  return () => {
    clearTimeout(gathering)
    cancelAnimationFrame(frame)
    cancelAnimationFrame(pointerFrame)
    sizes.disconnect()
    awareness.off('change', onPresence)
    editor.off('update', remeasure)
    window.removeEventListener('scroll', remeasure, { capture: true })
    window.removeEventListener('resize', remeasure)
    window.removeEventListener('pointermove', onPointer)
    window.removeEventListener('pointerdown', onPointer)
    for (const { caret } of others.values()) caret.remove()
  }
}
