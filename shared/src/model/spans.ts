import * as Y from 'yjs'

/** Units that Yjs numbered in a row. */
export interface Span {
  readonly client: number
  readonly clock: number
  readonly length: number
}

/** The ids of the units of an item, at most so many. */
export function spanOf({ id, length }: Y.Item, most: number): Span {
  return { client: id.client, clock: id.clock, length: Math.min(length, most) }
}

/** Which of the units an id is; null if it is none of them. */
export function indexIn(spans: readonly Span[], { client, clock }: Y.ID): number | null {
  let index = 0
  for (const span of spans) {
    if (span.client === client && clock >= span.clock && clock < span.clock + span.length)
      return index + clock - span.clock
    index += span.length
  }
  return null
}

/** The id of a unit; null where there are fewer. */
export function idAt(spans: readonly Span[], index: number): Y.ID | null {
  let left = index
  for (const { client, clock, length } of spans) {
    if (left < length) return Y.createID(client, clock + left)
    left -= length
  }
  return null
}

export function countUnits(spans: readonly Span[]): number {
  return spans.reduce((sum, { length }) => sum + length, 0)
}
