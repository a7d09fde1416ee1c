import { type EditorState, type Selection, TextSelection } from '@tiptap/pm/state'
import { CONTENT } from '@weft/shared/model/read'
import type { Reading } from '@weft/shared/model/reading'
import * as Y from 'yjs'
import { positionBehind, positionOf, unitAt } from './places.ts'
import { isRecord } from '../../../state/isRecord.ts'

/** A selection in a form that other pages understand, whatever was typed meanwhile: relative positions of Yjs as JSON. */
export interface SharedSelection {
  anchor: unknown
  head: unknown
}

/** The editor's selection for others; null where it is in no text. */
export function shareSelection(state: EditorState, root: Reading): SharedSelection | null {
  // Where everything is selected, or the caret stands between two blocks, the text nearest to that is shown.
  const { anchor, head } = TextSelection.between(state.selection.$anchor, state.selection.$head)
  const from = share(state, root, anchor)
  const to = anchor === head ? from : share(state, root, head)
  return from === null || to === null ? null : { anchor: from, head: to }
}

/** Where the selection of another page is in this editor; null when it is nowhere, or no selection at all. */
export function findSelection(
  state: EditorState,
  root: Reading,
  selection: unknown,
): { anchor: number; head: number } | null {
  if (!isRecord(selection)) return null
  const anchor = find(state, root, selection['anchor'])
  const head = find(state, root, selection['head'])
  return anchor === null || head === null ? null : { anchor, head }
}

/** The selection as the person left it, or the nearest there is. */
export function restoreSelection(
  state: EditorState,
  root: Reading,
  selection: SharedSelection,
): Selection | null {
  const found = findSelection(state, root, selection)
  if (found === null) return null
  return TextSelection.between(state.doc.resolve(found.anchor), state.doc.resolve(found.head))
}

/** A place sticks to the letter before it: what others write there comes behind [M14]. */
function share({ doc }: EditorState, root: Reading, position: number): unknown {
  const place = unitAt(doc, root, position)
  if (place === null) return null
  return Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(place.text, place.unit, -1))
}

function find({ doc }: EditorState, root: Reading, json: unknown): number | null {
  if (!isRecord(json)) return null
  const { item: id, assoc, tname, type } = json
  if (isRecord(id)) {
    const unit = unitOf(root, id)
    if (unit === null) return null
    const behind = typeof assoc === 'number' && assoc < 0 ? 1 : 0
    return positionBehind(doc, root, unit.item, unit.offset + behind)
  }
  const text = isRecord(type)
    ? textOf(root, type)
    : tname === undefined || tname === CONTENT
      ? root.text
      : null
  const reading = root.readingOf(text)
  const ends = reading === null ? [] : [reading.visible[0], reading.visible.at(-1)]
  const section = ends[typeof assoc === 'number' && assoc < 0 ? 0 : 1]
  if (reading === null || section === undefined) return null
  return positionOf(doc, root, reading, section, section === ends[0] ? 0 : section.length)
}

function textOf(root: Reading, id: Record<string, unknown>): unknown {
  const content = unitOf(root, id)?.item.content
  return content instanceof Y.ContentType ? content.type : null
}

/** The unit with this id, or the one that undo put in its place. */
function unitOf(
  root: Reading,
  { client, clock }: Record<string, unknown>,
): { item: Y.Item; offset: number } | null {
  const store = root.text.doc?.store
  if (store === undefined || !isWhole(client) || !isWhole(clock) || clock >= Y.getState(store, client))
    return null
  let id = Y.createID(client, clock)
  for (;;) {
    const item: unknown = Y.getItem(store, id)
    if (!(item instanceof Y.Item)) return null
    const offset = id.clock - item.id.clock
    if (item.redone === null) return { item, offset }
    id = Y.createID(item.redone.client, item.redone.clock + offset)
  }
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}
