import { type AnyExtension, Extension } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { GapCursor } from '@tiptap/pm/gapcursor'
import { type EditorState, Plugin, Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import {
  absolutePositionToRelativePosition,
  defaultDeleteFilter,
  defaultProtectedNodes,
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { isRecord } from '../../state/isRecord.ts'
import { shrinkReplacement } from './shrinkReplacement.ts'

/** The door between the editor and the shared document: no other file knows how one is kept in the other. */

const FRAGMENT = 'content'

/** A selection in a form that other pages understand, whatever was typed meanwhile. */
export interface SharedSelection {
  anchor: unknown
  head: unknown
}

/** The extensions that keep an editor and a document the same, with undo of one's own edits. */
export function bindingOf(doc: Y.Doc): AnyExtension[] {
  const undo = ownUndo(doc.getXmlFragment(FRAGMENT))
  return [
    Collaboration.configure({ document: doc, field: FRAGMENT, yUndoOptions: { undoManager: undo.manager } }),
    undoKeys,
    smallSteps,
    calm(undo.endStep),
  ]
}

/** The editor's selection for others. */
export function publishSelection(state: EditorState): SharedSelection | null {
  const binding = bindingIn(state)
  if (binding === null) return null
  const publish = (position: number) =>
    Y.relativePositionToJSON(absolutePositionToRelativePosition(position, binding.type, binding.mapping))
  // Where everything is selected, or the caret stands between two blocks, the text nearest to that is shown.
  const { anchor, head } = TextSelection.between(state.selection.$anchor, state.selection.$head)
  return { anchor: publish(anchor), head: publish(head) }
}

/** Where the selection of another page is in this editor; null when it is nowhere, or no selection at all. */
export function resolve(state: EditorState, selection: unknown): { anchor: number; head: number } | null {
  const binding = bindingIn(state)
  if (binding === null || !isRecord(selection)) return null
  const { anchor, head } = selection
  const from = resolvePosition(binding, anchor)
  const to = resolvePosition(binding, head)
  const end = state.doc.content.size
  if (from === null || to === null || from > end || to > end) return null
  return { anchor: from, head: to }
}

function resolvePosition(binding: ProsemirrorBinding, json: unknown): number | null {
  if (!isPosition(json)) return null
  try {
    const position = Y.createRelativePositionFromJSON(json)
    return relativePositionToAbsolutePosition(binding.doc, binding.type, position, binding.mapping)
  } catch {
    return null
  }
}

/** A name of another root is refused: Yjs would create it in the document. */
function isPosition(json: unknown): boolean {
  if (!isRecord(json)) return false
  const { type, tname, item } = json
  return (tname ?? FRAGMENT) === FRAGMENT && isIdOrNone(type) && isIdOrNone(item)
}

function isIdOrNone(id: unknown): boolean {
  if (id === undefined || id === null) return true
  if (!isRecord(id)) return false
  const { client, clock } = id
  return Number.isSafeInteger(client) && Number.isSafeInteger(clock) && Number(clock) >= 0
}

function bindingIn(state: EditorState): ProsemirrorBinding | null {
  const { binding } = ySyncPluginKey.getState(state) as { binding: ProsemirrorBinding | null }
  return binding
}

/**
 * An undo manager for one's own edits. The stock plugin ends a step whenever a caret moves after somebody else typed,
 * which cuts one run of typing into many: here only `endStep` does.
 */
function ownUndo(fragment: Y.XmlFragment): { manager: Y.UndoManager; endStep: () => void } {
  const manager = new Y.UndoManager(fragment, {
    captureTimeout: 800,
    trackedOrigins: new Set([ySyncPluginKey]),
    deleteFilter: (item) => defaultDeleteFilter(item, defaultProtectedNodes),
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
  })
  const endStep = manager.stopCapturing.bind(manager)
  manager.stopCapturing = () => undefined
  return { manager, endStep }
}

/** Answers the keys of undo even when there is nothing to undo: the browser's own undo must never touch the text. */
const always = (command: () => boolean) => () => command() || true

const undoKeys = Extension.create({
  name: 'undoKeys',
  priority: 1001,
  addKeyboardShortcuts() {
    return {
      'Mod-z': always(() => this.editor.commands.undo()),
      'Mod-y': always(() => this.editor.commands.redo()),
      'Mod-Shift-z': always(() => this.editor.commands.redo()),
    }
  },
})

/**
 * The stock binding builds the whole document anew for each letter of others. Dispatched as it is, that moves the page
 * under the reader and costs a frame per letter in a long text: only the difference is let through.
 */
const smallSteps = Extension.create({
  name: 'smallSteps',
  dispatchTransaction({ transaction, next }) {
    const change: unknown = transaction.getMeta(ySyncPluginKey)
    const binding = bindingIn(this.editor.state)
    const rebuilt = isRecord(change) && change['isChangeOrigin'] === true && change['binding'] === undefined
    if (!rebuilt || binding === null || !transaction.docChanged) return next(transaction)

    const before = this.editor.state.selection
    const { tr, twins } = shrinkReplacement(transaction, this.editor.state)
    for (const [type, made] of binding.mapping) {
      const kept = Array.isArray(made)
        ? made.map((node) => twins.get(node) ?? node)
        : (twins.get(made) ?? made)
      binding.mapping.set(type, kept)
    }
    const changed = changedRange(tr)
    if (changed !== null && change['isUndoRedoOperation'] === true) {
      tr.setSelection(Selection.near(tr.doc.resolve(changed.newEnd), -1)).scrollIntoView()
    } else if (changed !== null && touches(changed, before)) {
      tr.setSelection(Selection.fromJSON(tr.doc, transaction.selection.toJSON()))
    }
    next(tr.setMeta(ySyncPluginKey, change).setMeta('addToHistory', false))
  },
})

/** A caret between two blocks is at no letter: the binding cannot find it again, and needs not. */
function touches({ start, end }: { start: number; end: number }, selection: Selection): boolean {
  return start <= selection.to && end >= selection.from && !(selection instanceof GapCursor)
}

function changedRange(tr: Transaction): { start: number; end: number; newEnd: number } | null {
  let range: { start: number; end: number; newEnd: number } | null = null
  tr.mapping.maps[0]?.forEach((start, end, _newStart, newEnd) => {
    range = { start, end, newEnd }
  })
  return range
}

/** Ends an undo step where the person moves the caret or pastes, and keeps the page still while others type. */
function calm(endStep: () => void): AnyExtension {
  return Extension.create({
    name: 'calm',
    addProseMirrorPlugins() {
      return [
        new Plugin({
          props: {
            handlePaste: () => {
              endStep()
              return false
            },
            handleScrollToSelection: (view) => {
              const { isChangeOrigin, isUndoRedoOperation } = ySyncPluginKey.getState(view.state)
              return isChangeOrigin && !isUndoRedoOperation
            },
          },
          view: () => ({
            update(view, before) {
              if (view.state.doc === before.doc && !view.state.selection.eq(before.selection)) endStep()
            },
          }),
        }),
      ]
    },
  })
}
