import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { pageDoc } from '@weft/shared/model/pageDoc'
import { Moves } from '@weft/shared/model/moves'
import { CONTENT } from '@weft/shared/model/read'
import { mapOf } from '@weft/shared/model/lexSection'
import { deleteLane, insertLane, type Lane } from '@weft/shared/model/rows'
import * as Y from 'yjs'
import { Binding } from '../../src/features/editor/binding/binding.ts'
import { bindingPlugin } from '../../src/features/editor/binding/plugin.ts'
import { shareSelection } from '../../src/features/editor/binding/selection.ts'
import { Undo } from '../../src/features/editor/binding/undo.ts'
import { schema } from './schema.ts'

/** Somebody at an editor: its real state and its real binding, only without a screen. */
export class Writer {
  readonly doc = pageDoc()
  readonly text: Y.Text
  readonly binding: Binding
  readonly undo: Undo
  state: EditorState
  /** How many edits this page made, beside bringing along what others wrote into moved blocks. */
  written = 0
  now = 0
  readonly #mint: () => string
  readonly #update: (state: EditorState, before: EditorState) => void

  constructor(client: number, mint: () => string, update?: Uint8Array) {
    this.doc.clientID = client
    this.#mint = mint
    if (update !== undefined) Y.applyUpdate(this.doc, update)
    this.text = this.doc.getText(CONTENT)
    this.doc.on('update', (_update: Uint8Array, origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
      if (local && !(origin instanceof Moves)) this.written++
    })
    this.binding = new Binding(this.text)
    this.undo = new Undo(this.binding, () => this.now)
    const plugin = bindingPlugin(this.binding, this.undo, mint)
    this.state = EditorState.create({ doc: this.binding.page(schema), plugins: [plugin] })
    const host = this as unknown as EditorView
    const view = plugin.spec.view?.(host)
    this.#update = (state, before) => view?.update?.(Object.assign(host, { state }), before)
  }

  dispatch(tr: Transaction): void {
    const before = this.state
    this.state = before.apply(tr)
    this.#update(this.state, before)
  }

  /** What the text says, as the editor would show it. */
  get told(): Node {
    return new Binding(this.text).page(schema)
  }

  /** What this one has and the other lacks. */
  tells(other: Writer): void {
    Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(other.doc)), 'sync')
  }

  get blocks(): readonly Node[] {
    return this.state.doc.content.content
  }

  /** Where a place in the text of a block is. */
  at(block: number, offset: number): number {
    let start = 0
    for (let i = 0; i < block; i++) start += this.blocks[i]!.nodeSize
    const node = this.blocks[block]!
    if (node.type.name === 'table')
      return start + node.child(0).nodeSize + 2 + Math.min(offset, node.child(1).content.size)
    return start + 1 + Math.min(offset, node.content.size)
  }

  startOf(block: number): number {
    let start = 0
    for (let i = 0; i < block; i++) start += this.blocks[i]!.nodeSize
    return start
  }

  putsCaret(position: number): void {
    this.dispatch(this.state.tr.setSelection(TextSelection.create(this.state.doc, position)))
  }

  /** The letter before the caret, as long as nobody deletes it: what keeps the caret in its place. */
  get letterBeforeCaret(): { letter: string; isThere: () => boolean } | null {
    const { $head } = this.state.selection
    const before = $head.parent.isTextblock ? $head.nodeBefore : null
    const shared = shareSelection(this.state, this.binding.reading)
    const id = (shared?.head as { item?: { client: number; clock: number } } | undefined)?.item
    if (!before?.isText || id === undefined) return null
    const isThere = () => {
      const item: unknown = Y.getItem(this.doc.store, Y.createID(id.client, id.clock))
      return item instanceof Y.Item && !item.deleted
    }
    return { letter: before.text?.at(-1) ?? '', isThere }
  }

  /** All letters that stand in the text, or only those that others wrote. */
  letters(whose: 'all' | 'others'): Set<string> {
    const letters = new Set<string>()
    for (const [client, structs] of this.doc.store.clients) {
      if (whose === 'others' && client === this.doc.clientID) continue
      for (const item of structs) {
        if (!(item instanceof Y.Item) || item.deleted || !(item.content instanceof Y.ContentString)) continue
        for (const letter of item.content.str) letters.add(letter)
      }
    }
    return letters
  }

  types(position: number, letters: string): void {
    this.dispatch(this.state.tr.insertText(letters, position))
  }

  deletes(from: number, to: number): void {
    this.dispatch(this.state.tr.delete(from, to))
  }

  splits(position: number): void {
    const paragraph = schema.nodes['paragraph']!
    const { parent } = this.state.doc.resolve(position)
    const types =
      parent.type.name === 'title' || parent.type.name === 'tableCaption' ? [{ type: paragraph }] : undefined
    if (parent.type.name === 'tableCaption') return
    this.dispatch(this.state.tr.split(position, 1, types))
  }

  joins(block: number): void {
    const [before, node] = [this.blocks[block - 1], this.blocks[block]]
    if (!before?.isTextblock || !node?.isTextblock) return
    const { tr } = this.state
    const start = this.startOf(block)
    if (!before.type.allowsMarks([...new Set(node.content.content.flatMap(({ marks }) => marks))]))
      tr.removeMark(start, start + node.nodeSize)
    this.dispatch(tr.join(start))
  }

  turns(block: number, type: string, attrs: object = {}): void {
    const node = this.blocks[block]
    if (!node?.isTextblock || node.type.name === 'title') return
    const { id, indent, rest } = node.attrs
    const start = this.startOf(block)
    const nodeType = schema.nodes[type]!
    const { tr } = this.state
    if (type === 'codeBlock') tr.removeMark(start, start + node.nodeSize)
    this.dispatch(tr.setNodeMarkup(start, nodeType, { id, indent, rest, ...attrs }))
  }

  indents(block: number, by: number): void {
    const node = this.blocks[block]
    if (node === undefined || node.type.name === 'title') return
    const indent = Math.max(0, Number(node.attrs['indent']) + by)
    this.dispatch(this.state.tr.setNodeAttribute(this.startOf(block), 'indent', indent))
  }

  bolds(from: number, to: number): void {
    this.dispatch(this.state.tr.addMark(from, to, schema.mark('bold')))
  }

  moves(block: number, before: number): void {
    const node = this.blocks[block]
    if (node === undefined || block === 0 || before === 0 || before === block || before === block + 1) return
    const { tr } = this.state
    const target = this.startOf(before)
    tr.delete(this.startOf(block), this.startOf(block) + node.nodeSize)
    this.dispatch(tr.insert(tr.mapping.map(target), node))
  }

  deletesBlock(block: number): Node | null {
    const node = this.blocks[block]
    if (node === undefined || block === 0) return null
    this.dispatch(this.state.tr.delete(this.startOf(block), this.startOf(block) + node.nodeSize))
    return node
  }

  pastes(before: number, nodes: readonly Node[]): void {
    const at = this.startOf(before)
    this.dispatch(this.state.tr.replace(at, at, new Slice(Fragment.from([...nodes]), 0, 0)))
  }

  /** A table of two rows and two columns. */
  insertsTable(before: number): void {
    const make = (type: string, attrs: object | null, content: unknown[] = []) => ({ type, attrs, content })
    const cell = (column: string) => make('tableCell', { column }, [make('paragraph', {})])
    const rows = ['r1', 'r2'].map((id) => make('tableRow', { id }, [cell('c1'), cell('c2')]))
    const parts = [make('tableGrid', { columns: ['c1', 'c2'] }, rows), make('tableCaption', null)]
    this.pastes(before, [schema.nodeFromJSON(make('table', {}, parts))])
  }

  /** Where the first line of each cell begins. */
  get cells(): number[] {
    const cells: number[] = []
    this.state.doc.descendants((node, position) => {
      if (node.type.name === 'tableCell') cells.push(position + 2)
      return !node.isTextblock
    })
    return cells
  }

  typesInCell(letters: string, cell = 0): void {
    const place = this.cells[cell]
    if (place !== undefined) this.types(place, letters)
  }

  /** Inserts or deletes a row or column of the first table. */
  changesLane(change: 'insert' | 'delete', lane: Lane, index: number): void {
    const section = this.binding.reading.visible.find(({ table }) => table !== null)
    const table = section?.table ?? null
    if (!section?.mark || table === null) return
    const mark = mapOf(section.mark)
    const id = (lane === 'row' ? table.rows : table.columns)[index] ?? null
    Y.transact(
      this.doc,
      () => {
        if (change === 'insert') insertLane(mark, lane, this.#mint(), id)
        else if (id !== null) deleteLane(mark, lane, id)
      },
      this.binding,
    )
  }

  steps(direction: 'undo' | 'redo'): void {
    const selection = this.undo.step(direction, () => this.state)
    if (selection !== null) this.dispatch(this.state.tr.setSelection(selection))
  }
}
