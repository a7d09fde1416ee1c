/** How high a name is, in pixels; its style sheet knows the same number. */
export const LABEL_HEIGHT = 16

/** A caret that has a name to show. Places are in pixels of the layer. */
export interface Labelled {
  /** Where the name begins, and how wide it is. */
  left: number
  width: number
  top: number
  bottom: number
  /** Whether there is room over the caret at all. */
  roomAbove: boolean
  /** Whether the name is shown now; one that is not keeps no place free. */
  fresh: boolean
}

/** Where a name stands: over its caret, under it, or nowhere because others stand in both places. */
export type Side = 'above' | 'below' | 'none'

/** Finds a place for each name such that no two that are shown cover each other. The leftmost choose first. */
export function arrangeLabels(carets: readonly Labelled[]): Side[] {
  const sides = carets.map(({ roomAbove }): Side => (roomAbove ? 'above' : 'below'))
  const taken: { left: number; right: number; top: number }[] = []
  const shown = carets.map((caret, index) => ({ caret, index })).filter(({ caret }) => caret.fresh)
  shown.sort((a, b) => a.caret.left - b.caret.left)
  for (const { caret, index } of shown) {
    const right = caret.left + caret.width
    const isFree = (top: number) =>
      taken.every(
        (other) =>
          other.right <= caret.left || other.left >= right || Math.abs(other.top - top) >= LABEL_HEIGHT,
      )
    const above = caret.top - LABEL_HEIGHT
    const side = caret.roomAbove && isFree(above) ? 'above' : isFree(caret.bottom) ? 'below' : 'none'
    sides[index] = side
    if (side !== 'none') taken.push({ left: caret.left, right, top: side === 'above' ? above : caret.bottom })
  }
  return sides
}
