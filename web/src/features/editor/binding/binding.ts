import type { Node, Schema } from '@tiptap/pm/model'
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { Change } from '@weft/shared/model/change'
import { mapOf } from '@weft/shared/model/lexSection'
import { Reading } from '@weft/shared/model/reading'
import type { Changed, FlatText, Section } from '@weft/shared/model/section'
import { cellText } from '@weft/shared/model/rows'
import { cellKey, readCells } from '@weft/shared/model/tableOrder'
import { Moves } from '@weft/shared/model/moves'
import { removeUnits } from '@weft/shared/model/remove'
import * as Y from 'yjs'
import { changedRanges } from './changedRanges.ts'
import { nodeType } from './kinds.ts'
import { keepUnknown } from './keepUnknown.ts'
import { placeOf, positionBehind, positionOf } from './places.ts'
import type { CellPlace } from './cellEdits.ts'
import { type Edits, readEdits } from './readEdits.ts'
import { settle, showHunks } from './showChanges.ts'
import { showSection } from './showSection.ts'
import { survivorBefore } from './survivor.ts'

/** What the binding needs of an editor. */
export interface Host {
  readonly state: EditorState
  dispatch(tr: Transaction): void
}

const MOST = 500

/** The origin of what tidies up twins. */
const TWINS = Symbol('twins')

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
  /** Of the texts of cells that were written in. */
  readonly #movesInCells = new Map<Y.Text, Moves>()
  /** Transactions that hold edits which the editor shows already. */
  readonly #own = new Set<Y.Transaction>()
  #isWriting = false
  /** Whether the reading is that of the text as it is being written. */
  #isCurrent = false
  #isShowing = false
  /** Blocks that this page took out, as they were. */
  readonly #taken = new Map<string, Section>()
  readonly #nodes = new WeakMap<Section, Node>()

  constructor(text: Y.Text) {
    this.reading = new Reading(text)
    this.#moves = new Moves(text, (at) => (this.#isCurrent ? this.reading.landmarkBefore(at) : null))
  }

  /** Whether the editor is being given what is in the text already. */
  get isShowing(): boolean {
    return this.#isShowing
  }

  /** The page as the document of an editor. */
  page(schema: Schema): Node {
    return nodeType('doc', schema).create(null, this.#nodesOf(this.reading.visible, this.reading, schema))
  }

  /** Begins to show the text in an editor. Returns what ends it. */
  attach(host: Host): () => void {
    const { text } = this.reading
    // Not by observing the text: Yjs would look for the path of each block, and be silent about tables that are gone.
    const onTransaction = (transaction: Y.Transaction) => {
      if (this.#own.delete(transaction)) this.#followOwn(transaction)
      else this.#follow(transaction)
      for (const moves of [this.#moves, ...this.#movesInCells.values()]) moves.follow(transaction)
    }
    text.doc?.on('afterTransaction', onTransaction)
    this.#host = host
    this.#settleAll()
    return () => {
      text.doc?.off('afterTransaction', onTransaction)
      this.#host = null
    }
  }

  /** Writes what a person did. `before` is the document before these transactions. */
  write(before: Node, transactions: readonly Transaction[]): void {
    const after = transactions.at(-1)?.doc
    const { doc } = this.reading.text
    if (after === undefined || doc === null || this.#host === null) return
    const edits = readEdits(before, after, changedRanges(transactions), (...cell) =>
      this.#countLines(...cell),
    )
    const own = (edit: (transaction: Y.Transaction) => void) => (transaction: Y.Transaction) => {
      this.#own.add(transaction)
      edit(transaction)
    }
    this.#isWriting = true
    try {
      // Twins of moved blocks go with the next edit of a person [M24], but undo must not bring them back.
      const crowded = this.#crowded(edits)
      if (crowded.length > 0)
        Y.transact(
          doc,
          own((transaction) => crowded.forEach((reading) => removeTwins(transaction, reading))),
          TWINS,
        )
      Y.transact(
        doc,
        own((transaction) => {
          // Within a transaction of somebody else there may be edits that are not read yet.
          this.#isCurrent = transaction.changed.size === 0
          edits.forEach((edit) => this.#writeEdits(transaction, edit))
        }),
        this,
      )
    } finally {
      this.#isWriting = false
    }
    if (this.#own.size === 0) this.#settleAll()
  }

  #writeEdits(transaction: Y.Transaction, { cell, changes }: Edits): void {
    if (cell === null) return this.#moves.write(transaction, this.#whole(changes))
    const { mark } = this.reading.visible[cell.block] ?? { mark: null }
    const text = mark && this.#cellText(mapOf(mark), cell)
    if (text === null) return
    const moves = this.#movesInCells.get(text) ?? new Moves(text, () => null)
    this.#movesInCells.set(text, moves)
    moves.write(transaction, changes)
  }

  /** Where twins are: in the page, or in cells that are written in. */
  #crowded(edits: readonly Edits[]): FlatText[] {
    const cells = edits.flatMap(({ cell }) => {
      if (cell === null) return []
      const table = this.reading.visible[cell.block]?.table
      return table?.cellAt(cell.row, cell.column)[cell.part] ?? []
    })
    return [this.reading, ...new Set(cells)].filter(({ hidden }) => hidden.size > 0)
  }

  /** What was cut may be pasted. */
  #remember(removed: readonly Section[]): void {
    if (removed.length > MOST) this.#taken.clear()
    for (const section of removed.slice(-MOST)) if (section.id !== '') this.#taken.set(section.id, section)
    for (const id of this.#taken.keys()) {
      if (this.#taken.size <= MOST) return
      this.#taken.delete(id)
    }
  }

  /** Edits with all that moved blocks hold. */
  #whole(changes: readonly Change[]): readonly Change[] {
    const schema = this.#host?.state.schema
    const opens = changes.some(
      (change) => change.type === 'replace' && change.insert.some((one) => 'opens' in one),
    )
    if (schema === undefined || !opens) return changes
    const there = new Map(this.reading.visible.map((section) => [section.id, section]))
    return keepUnknown(changes, (id) => there.get(id) ?? this.#taken.get(id), schema)
  }

  #cellText(mark: Y.Map<unknown>, { row, column, part }: CellPlace): Y.Text | null {
    const texts = readCells(mark).get(cellKey(row, column)) ?? []
    return texts[part] ?? cellText(mark, row, column)
  }

  #countLines(block: number, row: string, column: string): number[] {
    const texts = this.reading.visible[block]?.table?.cellAt(row, column) ?? []
    return texts.map(({ visible }) => visible.length)
  }

  /** Inside a transaction of somebody else an edit is read only when that ends. */
  #followOwn(transaction: Y.Transaction): void {
    for (const { reading, runs } of this.reading.follow(transaction)) {
      if (reading === this.reading) for (const { removed } of runs) this.#remember(removed)
    }
    if (!this.#isWriting) this.#settleAll()
  }

  #follow(transaction: Y.Transaction): void {
    const changes = this.reading.follow(transaction)
    const host = this.#host
    if (changes.length === 0 || host === null) return
    const { tr } = host.state
    const before = new Map(changes.map((changed) => [changed.reading, changed.before]))
    const shown = before.get(this.reading) ?? this.reading.visible
    for (const changed of changes) this.#show(tr, changed, shown)
    if (!tr.docChanged) return
    const { doc } = host.state
    const find = (position: number) => {
      const letter = survivorBefore(doc, position, this.reading, before, transaction)
      if (letter !== null) return positionBehind(tr.doc, this.reading, letter.item, letter.units)
      return this.#followMoved(
        tr.doc,
        shown[doc.resolve(position).index(0)],
        doc.resolve(position).parentOffset,
      )
    }
    this.#dispatch(keepSelection(tr, host.state, find))
  }

  /** Who writes in a block that somebody moves goes along with it. */
  #followMoved(doc: Node, section: Section | undefined, offset: number): number | null {
    if (section === undefined || section.id === '' || section.mark?.deleted !== true) return null
    const now = this.reading.visible.find(({ id }) => id === section.id)
    return now === undefined
      ? null
      : positionOf(doc, this.reading, this.reading, now, Math.min(offset, now.length))
  }

  /** Shows what others did. */
  #show(tr: Transaction, { reading, runs, before, twins }: Changed, shown: readonly Section[]): void {
    const find = (doc: Node) => placeOf(doc, this.reading, reading, shown)
    if (twins)
      return settle(tr, find, 0, before.length, this.#nodesOf(reading.visible, reading, tr.doc.type.schema))
    for (const { index, removed, added, hunks } of runs.toReversed()) {
      const now = this.#nodesOf(added, reading, tr.doc.type.schema)
      const size = find(tr.doc)?.blocks.length ?? 0
      showHunks(tr, find, index, removed.length, now, hunks)
      const grown = (find(tr.doc)?.blocks.length ?? 0) - size
      settle(tr, find, index, removed.length + grown, now)
    }
  }

  /** Makes sure that the editor shows what the text says. Costs next to nothing where it does. */
  #settleAll(): void {
    const host = this.#host
    if (host === null) return
    const { tr } = host.state
    const { visible } = this.reading
    const there = tr.doc.content.content
    const isSettled =
      there.length === visible.length && visible.every((section, i) => this.#shows(section, there[i]!))
    if (isSettled) return
    const find = (doc: Node) => placeOf(doc, this.reading, this.reading)
    settle(tr, find, 0, there.length, this.#nodesOf(visible, this.reading, tr.doc.type.schema))
    if (tr.docChanged) this.#dispatch(keepSelection(tr, host.state, () => null))
  }

  #dispatch(tr: Transaction): void {
    this.#isShowing = true
    try {
      this.#host?.dispatch(tr.setMeta(SHOWS, true))
    } finally {
      this.#isShowing = false
    }
  }

  /** Whether a node shows a section. One that does is remembered, so that it need not be compared again. */
  #shows(section: Section, node: Node): boolean {
    if (this.#nodes.get(section) === node) return true
    if (!showSection(section, node.type.schema, 'title').eq(node)) return false
    this.#nodes.set(section, node)
    return true
  }

  #nodesOf(sections: readonly Section[], reading: FlatText, schema: Schema): Node[] {
    const head = reading === this.reading ? 'title' : 'paragraph'
    return sections.map((section) => {
      const node = this.#nodes.get(section) ?? showSection(section, schema, head)
      this.#nodes.set(section, node)
      return node
    })
  }
}

function removeTwins(transaction: Y.Transaction, reading: FlatText): void {
  for (const twin of [...reading.hidden].toReversed())
    removeUnits(transaction, reading.text, reading.indexOf(twin), twin.length + 1, null)
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
