import type { Node } from '@tiptap/pm/model'
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { mapOf } from '@weft/shared/model/lexSection'
import { Reading } from '@weft/shared/model/reading'
import type { Changed, FlatText, Section } from '@weft/shared/model/section'
import { cellText } from '@weft/shared/model/rows'
import { Moves } from '@weft/shared/model/moves'
import { write } from '@weft/shared/model/write'
import * as Y from 'yjs'
import { changedRanges } from './changedRanges.ts'
import { placeOf, positionBehind } from './places.ts'
import { type CellPlace, readEdits } from './readEdits.ts'
import { settle, showHunks } from './showChanges.ts'
import { showPage, showSection } from './showPage.ts'
import { survivorBefore } from './survivor.ts'

/** What the binding needs of an editor. */
export interface Host {
  readonly state: EditorState
  dispatch(tr: Transaction): void
}

/** Marks a transaction that shows what is in the text already: it is no edit of this person. */
export const SHOWS = 'weft.shows'

/**
 * Keeps an editor and a flat text the same. What a person does becomes the smallest edits of the text, what others do the
 * smallest steps of the editor, and after each the editor shows exactly what the text reads as.
 */
export class Binding {
  readonly reading: Reading
  #host: Host | null = null
  readonly #moves: Moves
  readonly #nodes = new WeakMap<Section, Node>()

  constructor(text: Y.Text) {
    this.reading = new Reading(text)
    this.#moves = new Moves(text)
  }

  /** Begins to show the text in an editor. Returns what ends it. */
  attach(host: Host): () => void {
    const { text } = this.reading
    const onChange = (_events: unknown, transaction: Y.Transaction) => this.#follow(transaction)
    // What was written into a table that is gone calls no observer.
    const onTransaction = (transaction: Y.Transaction) => this.#moves.follow(transaction)
    text.observeDeep(onChange)
    text.doc?.on('afterTransaction', onTransaction)
    this.#host = host
    if (!host.state.doc.eq(showPage(this.reading, host.state.schema))) this.#settleAll()
    return () => {
      text.unobserveDeep(onChange)
      text.doc?.off('afterTransaction', onTransaction)
      this.#host = null
    }
  }

  /** Writes what a person did. `before` is the document before these transactions. */
  write(before: Node, transactions: readonly Transaction[]): void {
    const after = transactions.at(-1)?.doc
    const { text, hidden } = this.reading
    if (after === undefined || text.doc === null || this.#host === null) return
    const edits = readEdits(before, after, changedRanges(transactions))
    Y.transact(
      text.doc,
      (transaction) => {
        const cells = edits.map(({ cell, changes }) => ({ text: cell && this.#cellText(cell), changes }))
        // Twins of blocks that are moved go with the next edit of a person [M24].
        for (const twin of [...hidden].toReversed()) text.delete(this.reading.indexOf(twin), twin.length + 1)
        for (const { text: cell, changes } of cells) {
          if (cell === null) this.#moves.write(transaction, changes)
          else write(transaction, cell, changes)
        }
      },
      this,
    )
    // Edits that came to nothing in the text do not call its observers.
    if (edits.every(({ changes }) => changes.length === 0)) this.#settleAll()
  }

  #cellText({ block, row, column }: CellPlace): Y.Text | null {
    const section = this.reading.visible[block]
    const mark = section?.mark ?? null
    return mark && cellText(mapOf(mark), row, column)
  }

  #follow(transaction: Y.Transaction): void {
    const changes = this.reading.follow(transaction)
    const host = this.#host
    if (changes.length === 0 || host === null) return
    const isOwn = transaction.origin === this
    const { tr } = host.state
    const before = new Map(changes.map((changed) => [changed.reading, changed.before]))
    const shown = before.get(this.reading) ?? this.reading.visible
    for (const changed of changes) {
      if (isOwn) this.#check(tr, changed)
      else this.#show(tr, changed, shown)
    }
    if (!tr.docChanged) return
    const { doc } = host.state
    const find = (position: number) => {
      const letter = survivorBefore(doc, position, this.reading, before, transaction)
      return letter && positionBehind(tr.doc, this.reading, letter.item, letter.units)
    }
    host.dispatch(keepSelection(tr, host.state, find).setMeta(SHOWS, true))
  }

  /** Shows what others did. */
  #show(tr: Transaction, { reading, runs, before, twins }: Changed, shown: readonly Section[]): void {
    const find = (doc: Node) => placeOf(doc, this.reading, reading, shown)
    if (twins) return settle(tr, find, 0, before.length, this.#nodesOf(reading.visible, reading, tr))
    for (const { index, removed, added, hunks } of runs.toReversed()) {
      const now = this.#nodesOf(added, reading, tr)
      const size = find(tr.doc)?.blocks.length ?? 0
      showHunks(tr, find, index, removed.length, now, hunks)
      const grown = (find(tr.doc)?.blocks.length ?? 0) - size
      settle(tr, find, index, removed.length + grown, now)
    }
  }

  /** Makes sure that the editor shows what a person's edit has become in the text. */
  #check(tr: Transaction, { reading, runs, twins }: Changed): void {
    const find = (doc: Node) => placeOf(doc, this.reading, reading)
    const count = find(tr.doc)?.blocks.length ?? 0
    if (twins || count !== reading.visible.length)
      return settle(tr, find, 0, count, this.#nodesOf(reading.visible, reading, tr))
    let moved = 0
    for (const { index, removed, added } of runs) {
      settle(tr, find, index + moved, added.length, this.#nodesOf(added, reading, tr))
      moved += added.length - removed.length
    }
  }

  #settleAll(): void {
    const host = this.#host
    if (host === null) return
    const { tr } = host.state
    const { visible } = this.reading
    const find = (doc: Node) => placeOf(doc, this.reading, this.reading)
    settle(tr, find, 0, tr.doc.childCount, this.#nodesOf(visible, this.reading, tr))
    if (tr.docChanged) host.dispatch(keepSelection(tr, host.state, () => null).setMeta(SHOWS, true))
  }

  #nodesOf(sections: readonly Section[], reading: FlatText, { doc }: Transaction): Node[] {
    const head = reading === this.reading ? 'title' : 'paragraph'
    return sections.map((section) => {
      const known = section.table === null ? this.#nodes.get(section) : undefined
      const node = known ?? showSection(section, doc.type.schema, head)
      this.#nodes.set(section, node)
      return node
    })
  }
}

/**
 * Carets stay behind the letter that they stood behind, and what was chosen for the next letter stays chosen. Where a whole
 * block had to be put anew, `find` tells where the letter before a position is now.
 */
function keepSelection(
  tr: Transaction,
  { selection, storedMarks }: EditorState,
  find: (position: number) => number | null,
): Transaction {
  const keep = (position: number, side: -1 | 1) => {
    const { pos, deletedBefore } = tr.mapping.mapResult(position, side)
    return (deletedBefore ? find(position) : null) ?? pos
  }
  if (selection instanceof TextSelection) {
    const { anchor, head, empty } = selection
    // What others write at the edges of a selection is not selected.
    const first = empty ? -1 : 1
    const from = keep(anchor, anchor <= head ? first : -1)
    const to = empty ? from : keep(head, head < anchor ? 1 : -1)
    tr.setSelection(TextSelection.between(tr.doc.resolve(from), tr.doc.resolve(to)))
  }
  return tr.setStoredMarks(storedMarks).setMeta('addToHistory', false)
}
