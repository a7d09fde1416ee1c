import type { EditorState, Selection, Transaction } from '@tiptap/pm/state'
import type { Mappable } from '@tiptap/pm/transform'
import { firstItem, keyItems, parentItem } from '@weft/shared/model/inside'
import * as Y from 'yjs'
import type { Binding } from './binding.ts'
import { restoreSelection, type SharedSelection, shareSelection } from './selection.ts'
import { splitRedone } from './splitRedone.ts'
import { UndoSteps } from './undoSteps.ts'

const SELECTION = 'selection'

/** Takes back one's own edits, step by step, and nobody else's [M26]. */
export class Undo {
  readonly #manager: Y.UndoManager
  readonly #binding: Binding
  readonly #steps: UndoSteps
  /** Where the person was before the edit that is being written. */
  #before: SharedSelection | null = null

  constructor(binding: Binding, now: () => number) {
    this.#binding = binding
    this.#steps = new UndoSteps(now)
    this.#manager = new Y.UndoManager(binding.reading.text, {
      trackedOrigins: new Set([binding]),
      captureTimeout: Number.POSITIVE_INFINITY,
      deleteFilter: (item) => !this.#keeps(item),
    })
    this.#manager.on('stack-item-added', ({ stackItem }) => stackItem.meta.set(SELECTION, this.#before))
  }

  get canUndo(): boolean {
    return this.#manager.undoStack.length > 0
  }

  get canRedo(): boolean {
    return this.#manager.redoStack.length > 0
  }

  /** To be called before an edit is written. */
  beforeEdit(state: EditorState, transactions: readonly Transaction[]): void {
    if (this.#steps.begins(state, transactions)) this.endStep()
    const fresh = this.#manager.lastChange === 0 || !this.canUndo
    this.#before = fresh ? shareSelection(state, this.#binding.reading) : null
  }

  /** What comes next is a step of its own. */
  endStep(): void {
    this.#manager.stopCapturing()
  }

  /** Takes one step back, or forth again. Returns the selection to set, if there was a step. */
  step(direction: 'undo' | 'redo', state: () => EditorState): Selection | null {
    const { undoStack, redoStack } = this.#manager
    const stack = direction === 'undo' ? undoStack : redoStack
    this.#before = shareSelection(state(), this.#binding.reading)
    this.endStep()
    const { doc } = this.#binding.reading.text
    // Yjs goes on to the next step where others left nothing of one.
    for (const { insertions } of stack.toReversed()) if (doc === null || splitRedone(doc, insertions)) break
    const done = direction === 'undo' ? this.#manager.undo() : this.#manager.redo()
    if (done === null) return null
    const now = state()
    const left: unknown = done.meta.get(SELECTION)
    return (isSelection(left) && restoreSelection(now, this.#binding.reading, left)) || now.selection
  }

  /** To be called when the edits of others move what this person wrote. */
  moved(mapping: Mappable): void {
    this.#steps.moved(mapping)
  }

  /** A table that others wrote into stays, with all that makes it one: only letters are taken back, and newer values of keys. */
  #keeps(item: Y.Item): boolean {
    const { text } = this.#binding.reading
    const mark = markAbove(item, text)
    const type = mark?.content instanceof Y.ContentType ? mark.content.type : null
    const isInText = item !== mark && item.parent instanceof Y.Text
    const isNewer = item.parentSub !== null && item.left !== null
    if (type === null || isInText || isNewer || text.doc === null) return false
    return holdsLettersOfOthers(type, text.doc.clientID)
  }

  destroy(): void {
    this.#manager.destroy()
  }
}

function isSelection(value: unknown): value is SharedSelection {
  return typeof value === 'object' && value !== null && 'anchor' in value && 'head' in value
}

/** The item of a text that an item is, or is somewhere inside of. */
function markAbove(item: Y.Item, text: Y.Text): Y.Item | null {
  for (let one: Y.Item | null = item; one !== null; one = parentItem(one)) if (one.parent === text) return one
  return null
}

function holdsLettersOfOthers(type: Y.AbstractType<unknown>, own: number): boolean {
  return [firstItem(type), ...keyItems(type)].some((first) => {
    for (let item = first; item !== null; item = item.right) {
      if (item.deleted) continue
      if (item.content instanceof Y.ContentString && item.id.client !== own) return true
      if (item.content instanceof Y.ContentType && holdsLettersOfOthers(item.content.type, own)) return true
    }
    return false
  })
}
