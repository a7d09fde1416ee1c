import type { Node } from '@tiptap/pm/model'
import { firstItem } from '@weft/shared/model/inside'
import { wasThere } from '@weft/shared/model/hunks'
import type { FlatText, Section } from '@weft/shared/model/section'
import type * as Y from 'yjs'

/** A letter by the item of the text that it is in. */
export interface Letter {
  readonly item: Y.Item
  /** How many units of the item there are up to and with the letter. */
  readonly units: number
}

/**
 * The letter that stood before a position of the document as it was before a transaction; null where there was none, or
 * it is gone. `before` has the sections that each text showed then, where they changed.
 */
export function survivorBefore(
  doc: Node,
  position: number,
  root: FlatText,
  before: ReadonlyMap<FlatText, readonly Section[]>,
  transaction: Y.Transaction,
): Letter | null {
  const $position = doc.resolve(position)
  if (!$position.parent.isTextblock) return null
  const shown = (text: FlatText) => before.get(text) ?? text.visible
  let text = root
  let section = shown(root)[$position.index(0)]
  const cell = $position.node(4)
  if (cell?.type.name === 'tableCell') {
    const row = String($position.node(3).attrs['id'])
    const [own] = section?.table?.cellAt(row, String(cell.attrs['column'])) ?? []
    if (own === undefined) return null
    text = own
    section = shown(own)[$position.index(4)]
  }
  return section === undefined ? null : letterAt(text, section, $position.parentOffset, transaction)
}

function letterAt(
  { text }: FlatText,
  { mark }: Section,
  offset: number,
  transaction: Y.Transaction,
): Letter | null {
  let left = offset
  for (
    let item = mark === null ? firstItem(text) : mark.right;
    item !== null && left > 0;
    item = item.right
  ) {
    if (!item.countable || !wasThere(item, transaction)) continue
    if (left <= item.length) return item.deleted ? null : { item, units: left }
    left -= item.length
  }
  return null
}
