import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { type Binding, SHOWS } from './binding.ts'
import { changedRanges } from './changedRanges.ts'
import { giveIds } from './giveIds.ts'
import type { Undo } from './undo.ts'

interface Shared {
  readonly binding: Binding
  /** The transactions that led to this state, since the state before. */
  readonly latest: readonly Transaction[]
}

const key = new PluginKey<Shared>('shared')

/** The binding of an editor that has the plugin; null for any other. */
export function bindingIn(state: EditorState): Binding | null {
  return key.getState(state)?.binding ?? null
}

/** Writes what a person does into the shared text, and nothing else. */
export function bindingPlugin(binding: Binding, undo: Undo, mint: () => string): Plugin {
  return new Plugin<Shared>({
    key,
    state: {
      init: () => ({ binding, latest: [] }),
      apply: (tr, { latest }) => ({ binding, latest: rootOf(tr) === tr ? [tr] : [...latest, tr] }),
    },
    // What shows others' edits is no edit of this person: nothing may be written in its wake.
    filterTransaction: (tr) => !tr.docChanged || !binding.isShowing || shows(tr),
    appendTransaction(transactions, _before, { tr }) {
      const edits = transactions.filter(({ docChanged }) => docChanged)
      if (edits.length === 0 || transactions.some(shows)) return null
      return giveIds(tr, changedRanges(edits), mint) ? tr : null
    },
    props: {
      handlePaste() {
        undo.endStep()
        return false
      },
      handleScrollToSelection: ({ state }) => key.getState(state)?.latest.some(shows) ?? false,
    },
    view(view) {
      const detach = binding.attach(view)
      return {
        update({ state }, before) {
          const shared = key.getState(state)
          const [root] = shared?.latest ?? []
          if (shared === undefined || shared === key.getState(before) || root === undefined) return
          if (shows(root)) return undo.moved(root.mapping)
          const edits = shared.latest.filter(({ docChanged }) => docChanged)
          if (edits.length > 0) {
            undo.beforeEdit(before, edits)
            binding.write(before.doc, edits)
          } else if (!state.selection.eq(before.selection)) undo.endStep()
        },
        destroy: detach,
      }
    },
  })
}

function shows(tr: Transaction): boolean {
  return tr.getMeta(SHOWS) === true
}

function rootOf(tr: Transaction): Transaction {
  const root: unknown = tr.getMeta('appendedTransaction')
  return root === undefined ? tr : (root as Transaction)
}
