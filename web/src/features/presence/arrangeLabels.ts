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
  /** Where it stands already. */
  now: Side
}

/** Where a name stands: over its caret, under it, or nowhere because others stand in both places. */
export type Side = 'above' | 'below' | 'none'

/**
 * Finds a place for each name such that no two that are shown cover each other. A name that stands somewhere stays there if it
 * can: names that jump while their carets pass one another cannot be read. Those choose first, and of others the leftmost.
 */
export function arrangeLabels(carets: readonly Labelled[]): Side[] {
  const sides = carets.map(({ roomAbove }): Side => (roomAbove ? 'above' : 'below'))
  const taken: { left: number; right: number; top: number }[] = []
  const shown = carets.map((caret, index) => ({ caret, index })).filter(({ caret }) => caret.fresh)
  const isPlaced = ({ caret }: { caret: Labelled }): number => (caret.now === 'none' ? 0 : 1)
  shown.sort((a, b) => isPlaced(b) - isPlaced(a) || a.caret.left - b.caret.left)
  for (const { caret, index } of shown) {
    const right = caret.left + caret.width
    const isFree = (top: number) =>
      taken.every(
        (other) =>
          other.right <= caret.left || other.left >= right || Math.abs(other.top - top) >= LABEL_HEIGHT,
      )
    const places = [
      { side: 'above', top: caret.top - LABEL_HEIGHT, hasRoom: caret.roomAbove },
      { side: 'below', top: caret.bottom, hasRoom: true },
    ] as const
    const wanted = caret.now === 'below' ? places.toReversed() : places
    const place = wanted.find(({ hasRoom, top }) => hasRoom && isFree(top))
    sides[index] = place?.side ?? 'none'
    if (place !== undefined) taken.push({ left: caret.left, right, top: place.top })
  }
  return sides
}
