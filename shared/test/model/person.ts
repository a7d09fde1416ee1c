import * as Y from 'yjs'
import type { Change } from '../../src/model/change.ts'
import { diff } from '../../src/model/diff.ts'
import { pageDoc } from '../../src/model/pageDoc.ts'
import { Moves } from '../../src/model/moves.ts'
import { CONTENT } from '../../src/model/read.ts'
import { mapOf } from '../../src/model/lexSection.ts'
import { Reading } from '../../src/model/reading.ts'
import type { Section } from '../../src/model/section.ts'
import { cellText, deleteLane, insertLane, type Lane } from '../../src/model/rows.ts'
import type { Token } from '../../src/model/token.ts'
import type { JsonObject } from '../../src/model/page.ts'

/** Somebody with a copy of the page, who does with it what people do with an editor. */
export class Person {
  readonly doc = pageDoc()
  readonly text: Y.Text
  readonly reading: Reading
  readonly #moves: Moves
  readonly #undo: Y.UndoManager
  readonly #mint: () => string
  #cut: Token[] = []

  constructor(client: number, mint: () => string) {
    this.doc.clientID = client
    this.#mint = mint
    this.text = this.doc.getText(CONTENT)
    this.reading = new Reading(this.text)
    this.#moves = new Moves(this.text, (at) => this.reading.landmarkBefore(at))
    this.#undo = new Y.UndoManager(this.text, {
      trackedOrigins: new Set([this]),
      captureTimeout: 0,
    })
    this.doc.on('afterTransaction', (transaction) => {
      this.reading.follow(transaction)
      this.#moves.follow(transaction)
    })
  }

  get blocks(): readonly Section[] {
    return this.reading.visible
  }

  /** What this person has and the other lacks. */
  tells(other: Person): void {
    const news = Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(other.doc))
    Y.applyUpdate(other.doc, news, 'sync')
  }

  types(block: number, offset: number, letters: string): void {
    const at = this.#at(block, offset)
    this.#does([{ type: 'replace', at, remove: 0, insert: [{ text: letters, marks: {} }] }])
  }

  deletes(block: number, offset: number, length: number): void {
    const { length: all } = this.#section(block)
    const from = Math.min(offset, all)
    const remove = Math.min(length, all - from)
    if (remove > 0) this.#does([{ type: 'replace', at: this.#at(block, from), remove, insert: [] }])
  }

  splits(block: number, offset: number): void {
    const { kind, indent } = this.#section(block)
    const opens = { id: this.#mint(), kind, indent, attributes: {}, table: null }
    this.#does([{ type: 'replace', at: this.#at(block, offset), remove: 0, insert: [{ opens }] }])
  }

  /** Joins a block to the one before it. */
  joins(block: number): void {
    if (this.#section(block).mark === null) return
    this.#does([{ type: 'replace', at: this.#at(block, 0) - 1, remove: 1, insert: [] }])
  }

  turns(block: number, kind: string, attributes: JsonObject = {}): void {
    const old = this.#opens(block)
    if (old === null) return
    this.#does(diff([{ opens: old }], [{ opens: { ...old, kind, attributes } }], this.#at(block, 0) - 1))
  }

  indents(block: number, by: number): void {
    const old = this.#opens(block)
    if (old === null) return
    const opens = { ...old, indent: Math.max(0, old.indent + by) }
    this.#does(diff([{ opens: old }], [{ opens }], this.#at(block, 0) - 1))
  }

  bolds(block: number, offset: number, length: number): void {
    const { length: all } = this.#section(block)
    const from = Math.min(offset, all)
    const count = Math.min(length, all - from)
    if (count > 0)
      this.#does([{ type: 'format', at: this.#at(block, from), length: count, marks: { bold: true } }])
  }

  /** Takes a block out and puts it before another, in one go. */
  moves(block: number, before: number): void {
    const tokens = this.#tokens(block)
    if (tokens === null || before === 0 || before === block || before === block + 1) return
    const removal = this.#removal(block)
    const insertion: Change = { type: 'replace', at: this.#startOf(before), remove: 0, insert: tokens }
    this.#does([removal, insertion].toSorted((a, b) => a.at - b.at))
  }

  cuts(block: number): void {
    const tokens = this.#tokens(block)
    this.#cut = tokens ?? []
    if (tokens === null) return
    this.#does([this.#removal(block)])
  }

  pastes(before: number): void {
    if (this.#cut.length === 0 || before === 0) return
    const [first, ...others] = this.#cut
    if (first === undefined || !('opens' in first)) return
    const isThere = this.blocks.some(({ id }) => id === first.opens.id)
    const opens = isThere ? { ...first.opens, id: this.#mint() } : first.opens
    this.#does([{ type: 'replace', at: this.#startOf(before), remove: 0, insert: [{ opens }, ...others] }])
  }

  deletesBlock(block: number): void {
    if (this.#section(block).mark !== null) this.#does([this.#removal(block)])
  }

  insertsTable(before: number, columns: number, rows: number): void {
    const table = {
      columns: Array.from({ length: columns }, this.#mint),
      rows: Array.from({ length: rows }, this.#mint),
      cells: [],
    }
    const opens = { id: this.#mint(), kind: 'table', indent: 0, attributes: {}, table }
    this.#does([{ type: 'replace', at: this.#startOf(before), remove: 0, insert: [{ opens }] }])
  }

  insertsLane(block: number, lane: Lane, before: number): void {
    const { mark, table } = this.#section(block)
    if (mark === null || table === null) return
    const ids = lane === 'row' ? table.rows : table.columns
    this.#acts(() => insertLane(mapOf(mark), lane, this.#mint(), ids[before] ?? null))
  }

  deletesLane(block: number, lane: Lane, index: number): void {
    const { mark, table } = this.#section(block)
    const id = (lane === 'row' ? table?.rows : table?.columns)?.[index]
    if (mark !== null && id !== undefined) this.#acts(() => deleteLane(mapOf(mark), lane, id))
  }

  typesInCell(block: number, row: number, column: number, letters: string): void {
    const { mark, table } = this.#section(block)
    const ids = [table?.rows[row], table?.columns[column]] as const
    if (mark === null || ids[0] === undefined || ids[1] === undefined) return
    this.#acts(() => cellText(mapOf(mark), ids[0]!, ids[1]!)?.insert(0, letters))
  }

  undoes(): boolean {
    return this.#undo.undo() !== null
  }

  redoes(): boolean {
    return this.#undo.redo() !== null
  }

  #does(changes: readonly Change[]): void {
    this.#acts((transaction) => {
      for (const twin of [...this.reading.hidden].toReversed())
        this.text.delete(this.reading.indexOf(twin), twin.length + 1)
      this.#moves.write(transaction, changes)
    })
  }

  #acts(edit: (transaction: Y.Transaction) => void): void {
    this.doc.transact(edit, this)
  }

  /** Places count what is shown: twins go first. */
  #startOf(block: number): number {
    const before = this.blocks.slice(0, block)
    return before.reduce((sum, { mark, length }) => sum + length + (mark === null ? 0 : 1), 0)
  }

  #at(block: number, offset: number): number {
    const { mark, length } = this.#section(block)
    return this.#startOf(block) + (mark === null ? 0 : 1) + Math.min(offset, length)
  }

  #section(block: number): Section {
    const section = this.blocks[block]
    if (section === undefined) throw new Error(`there is no block ${block}`)
    return section
  }

  #opens(block: number) {
    const { mark, id, kind, indent, attributes } = this.#section(block)
    return mark === null ? null : { id, kind, indent, attributes, table: null }
  }

  #tokens(block: number): Token[] | null {
    const opens = this.#opens(block)
    return opens === null || this.#section(block).table !== null
      ? null
      : [{ opens }, ...this.#section(block).content]
  }

  #removal(block: number): Change {
    return { type: 'replace', at: this.#startOf(block), remove: this.#section(block).length + 1, insert: [] }
  }
}
