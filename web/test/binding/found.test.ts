import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { diff } from '@weft/shared/model/diff'
import { firstItem } from '@weft/shared/model/inside'
import { read } from '@weft/shared/model/read'
import { moveBlocks } from '../../src/features/editor/commands/moveBlocks.ts'
import { findSelection, shareSelection } from '../../src/features/editor/binding/selection.ts'
import { meet, page, together } from './together.ts'
import { Writer } from './writer.ts'

// Each of these went wrong once.

function isShown(writer: Writer): void {
  expect(writer.state.doc.toString()).toBe(writer.told.toString())
}

/** A cell that both made at once, as row and column came together: the place of its second line. */
function cellOfTwo() {
  const { ann, bob } = together(['x'])
  ann.insertsTable(2)
  meet(ann, bob)
  ann.changesLane('insert', 'row', 1)
  bob.changesLane('insert', 'column', 1)
  meet(ann, bob)
  ann.typesInCell('ann', 4)
  bob.typesInCell('bob', 4)
  meet(ann, bob)
  let second = 0
  ann.state.doc.descendants((node, position) => {
    if (node.textContent === 'bob' && node.isTextblock) second = position + 1
    return !node.isTextblock
  })
  return { ann, second }
}

test('[M21] two edits of one cell in one go are each written in their place', () => {
  const { ann } = together(['x'])
  ann.insertsTable(2)
  ann.typesInCell('0123')
  const cell = ann.cells[0]!
  ann.dispatch(ann.state.tr.insertText('Y', cell + 3).insertText('X', cell + 1))
  isShown(ann)
  expect(ann.state.doc.textContent).toContain('0X12Y3')
})

test('[M19] both texts of a cell can be typed and deleted in', () => {
  const typed = cellOfTwo()
  typed.ann.types(typed.second + 1, 'X')
  isShown(typed.ann)
  expect(typed.ann.state.doc.textContent).toContain('annbXob')
  const deleted = cellOfTwo()
  deleted.ann.deletes(deleted.second + 1, deleted.second + 2)
  isShown(deleted.ann)
  expect(deleted.ann.state.doc.textContent).toContain('annbb')
})

test('[M21] what is selected from a cell into the page goes, and nothing else', () => {
  const { ann } = together(['first', 'last'])
  ann.insertsTable(2)
  ann.typesInCell('0123')
  ann.typesInCell('4567', 1)
  const { tr } = ann.state
  tr.delete(ann.at(1, 2), ann.cells[1]! + 1)
  const expected = tr.doc.textContent
  ann.dispatch(tr)
  isShown(ann)
  for (const letter of expected) expect(ann.state.doc.textContent).toContain(letter)
})

test('[M24] [M26] undo does not bring back a twin that went with the edit', () => {
  const { ann, bob } = together(['alpha', 'beta', 'gamma'])
  ann.moves(1, 3)
  bob.moves(1, 4)
  meet(ann, bob)
  ann.types(ann.at(0, 5), '!')
  meet(ann, bob)
  const block = page(bob).findIndex((line) => line.includes('alpha'))
  bob.types(bob.at(block, 2), 'BOB')
  meet(ann, bob)
  ann.steps('undo')
  meet(ann, bob)
  isShown(ann)
  expect(page(ann).filter((line) => /al(BOB)?pha/.test(line))).toHaveLength(1)
})

test('[M15] [M23] a moved block keeps what its letters carry and this version does not show', () => {
  const doc = new Y.Doc()
  const text = doc.getText('content')
  text.insert(0, 'T')
  text.insertEmbed(1, new Y.Map(Object.entries({ id: 'x', kind: 'paragraph' })))
  text.insert(2, 'seen', { glow: 1 })
  text.insertEmbed(6, new Y.Map(Object.entries({ id: 'y', kind: 'paragraph' })))
  const writer = new Writer(1, () => 'fresh', Y.encodeStateAsUpdate(doc))
  writer.moves(1, 3)
  expect(read(writer.text).blocks.at(-1)?.content).toEqual([{ text: 'seen', marks: { glow: 1 } }])
  const node = writer.deletesBlock(2)
  writer.pastes(1, [node!])
  expect(read(writer.text).blocks[0]?.content).toEqual([{ text: 'seen', marks: { glow: 1 } }])
})

test('[M23] who writes in a block that somebody moves goes along with it', () => {
  const { ann, bob } = together(['alpha', 'beta', 'gamma'])
  bob.putsCaret(bob.at(1, 3))
  ann.moves(1, 4)
  meet(ann, bob)
  bob.types(bob.state.selection.head, 'B')
  expect(page(bob)).toEqual(['title: Title', 'paragraph: beta', 'paragraph: gamma', 'paragraph: alpBha'])
})

test('[M23] of many blocks moved at once each takes along what was written into it', () => {
  const { ann, bob } = together([...Array.from({ length: 300 }, (_, i) => `line ${i}.`), 'last'])
  const moved = ann.blocks.slice(1, 301)
  const { tr } = ann.state
  tr.delete(ann.startOf(1), ann.startOf(301))
  ann.dispatch(tr.insert(tr.doc.content.size, moved))
  bob.types(bob.at(1, 4), 'BOB')
  bob.types(bob.at(299, 4), 'END')
  meet(ann, bob)
  expect(page(ann).filter((line) => /BOB|END/.test(line))).toEqual([
    'paragraph: lineBOB 0.',
    'paragraph: lineEND 298.',
  ])
})

test('[M21] an edit inside a transaction of somebody else is shown as it was made', () => {
  const { ann, bob } = together(['alpha', 'beta'])
  ann.doc.transact(() => {
    ann.types(ann.at(1, 1), 'ANN')
    ann.splits(ann.at(2, 2))
  }, 'other')
  isShown(ann)
  meet(ann, bob)
  expect(page(bob)).toEqual(['title: Title', 'paragraph: aANNlpha', 'paragraph: be', 'paragraph: ta'])
})

/** Somebody moves a block and takes that back, step by step; somebody else writes into it meanwhile. */
test.each([
  ['moved and moved back', ['undo']],
  ['moved, moved back and moved again', ['undo', 'redo']],
] as const)('[M23] what is written into a block that is %s stands in it', (_words, steps) => {
  const { ann, bob } = together(['alpha', 'beta', 'gamma'])
  ann.moves(1, 4)
  for (const step of steps) ann.steps(step)
  bob.types(bob.at(1, 3), 'BOB')
  meet(ann, bob)
  expect(page(ann)).toContain('paragraph: alpBOBha')
  expect(page(bob)).toEqual(page(ann))
})

test('[M23] what is written into a block that is cut, pasted and put back stands in it', () => {
  const { ann, bob } = together(['alpha', 'beta', 'gamma'])
  const node = ann.deletesBlock(1)
  ann.pastes(3, [node!])
  ann.steps('undo')
  ann.steps('undo')
  bob.types(bob.at(1, 3), 'BOB')
  meet(ann, bob)
  expect(page(ann)).toEqual(['title: Title', 'paragraph: alpBOBha', 'paragraph: beta', 'paragraph: gamma'])
})

test('[M23] bold letters go along with the block that they were written into', () => {
  const { ann, bob } = together(['alpha', 'beta'])
  ann.moves(1, 3)
  const place = bob.at(1, 3)
  bob.dispatch(bob.state.tr.insertText('BOB', place).addMark(place, place + 3, bob.state.schema.mark('bold')))
  meet(ann, bob)
  expect(page(ann)).toEqual(['title: Title', 'paragraph: beta', 'paragraph: alpBOBha'])
})

test('[M23] letters behind a bold word go along with the block', () => {
  const { ann, bob } = together(['alpha', 'beta'])
  ann.bolds(ann.at(1, 0), ann.at(1, 3))
  meet(ann, bob)
  ann.moves(1, 3)
  bob.dispatch(bob.state.tr.insert(bob.at(1, 3), bob.state.schema.text('BOB')))
  meet(ann, bob)
  expect(page(ann)).toEqual(['title: Title', 'paragraph: beta', 'paragraph: alpBOBha'])
})

test.each([
  [30, 10],
  [30, 40],
  [10, 30],
])('[M23] what %i wrote into a moved block takes along what %i wrote into that', (bobs, carols) => {
  const { ann } = together(['alpha', 'beta', 'gamma'])
  const start = Y.encodeStateAsUpdate(ann.doc)
  const bob = new Writer(bobs, () => 'bob', start)
  const carol = new Writer(carols, () => 'carol', start)
  // The page that moves the block has heard of Carol first.
  carol.types(carol.at(0, 9), 'c')
  carol.tells(ann)
  carol.tells(bob)
  bob.types(bob.at(0, 9), 'b')
  bob.tells(ann)
  bob.tells(carol)
  ann.moves(1, 4)
  bob.types(bob.at(1, 3), 'BOB')
  bob.tells(carol)
  carol.types(carol.at(1, 6), 'CAROL')
  carol.tells(ann)
  for (const one of [bob, carol]) meet(ann, one)
  meet(ann, bob)
  expect(page(ann).at(-1)).toBe('paragraph: alpBOBCAROLha')
  expect(page(bob)).toEqual(page(ann))
})

test('[M23] a table that somebody puts into a block which is moved meanwhile stays, with all that is in it', () => {
  const { ann, bob } = together(['alpha', 'beta', 'gamma'])
  ann.moves(1, 4)
  bob.splits(bob.at(1, 2))
  bob.insertsTable(2)
  bob.typesInCell('DATA')
  meet(ann, bob)
  expect(page(ann)).toContain('table: DATA')
  expect(page(bob)).toEqual(page(ann))
})

/** The lines of the first cell, and where one begins. */
function linesOf(writer: Writer): string[] {
  const line = writer.state.doc.resolve(writer.cells[0]!)
  return line.node(-1).content.content.map(({ textContent }) => textContent)
}
function startOfLine(writer: Writer, index: number): number {
  const lines = writer.state.doc.resolve(writer.cells[0]!).node(-1).content.content
  return lines.slice(0, index).reduce((start, { nodeSize }) => start + nodeSize, writer.cells[0]!)
}
function movesLineUp(writer: Writer, index: number): void {
  writer.putsCaret(startOfLine(writer, index) + 1)
  moveBlocks('up')(writer.state, (tr) => writer.dispatch(tr))
}

/** A cell with these lines. */
function cellWith(lines: readonly string[]): { ann: Writer; bob: Writer } {
  const { ann, bob } = together(['x'])
  ann.insertsTable(2)
  for (const [i, line] of lines.entries()) {
    if (i > 0) ann.splits(startOfLine(ann, i - 1) + lines[i - 1]!.length)
    ann.types(startOfLine(ann, i), line)
  }
  meet(ann, bob)
  return { ann, bob }
}

test('[M24] where two moved one line of a cell, everybody writes, deletes and stands where they see it', () => {
  const { ann, bob } = cellWith(['head', 'A', 'B', 'C', 'D'])
  for (const writer of [ann, bob]) movesLineUp(writer, 2)
  meet(ann, bob)
  expect(linesOf(ann)).toEqual(['head', 'B', 'A', 'C', 'D'])
  ann.putsCaret(startOfLine(ann, 4) + 1)
  const shared = shareSelection(ann.state, ann.binding.reading)
  const drawn = findSelection(bob.state, bob.binding.reading, shared)
  expect(bob.state.doc.resolve(drawn!.head).parent.textContent).toBe('D')
  ann.types(startOfLine(ann, 3) + 1, 'X')
  expect(linesOf(ann)).toEqual(['head', 'B', 'A', 'CX', 'D'])
  ann.deletes(startOfLine(ann, 4), startOfLine(ann, 4) + 1)
  meet(ann, bob)
  for (const writer of [ann, bob]) expect(linesOf(writer)).toEqual(['head', 'B', 'A', 'CX', ''])
  isShown(ann)
})

test('[M23] what is written into a line of a cell that is moved meanwhile goes along', () => {
  const { ann, bob } = cellWith(['head', 'AAA', 'BBB', 'CCC'])
  movesLineUp(ann, 2)
  bob.types(startOfLine(bob, 1) + 1, 'bob')
  bob.types(startOfLine(bob, 2) + 2, 'too')
  meet(ann, bob)
  for (const writer of [ann, bob])
    expect([...linesOf(writer)].sort()).toEqual(['AbobAA', 'BBtooB', 'CCC', 'head'].sort())
})

test('[M15] [M24] a twin that holds what this version does not know takes nothing of others with it', () => {
  const doc = new Y.Doc()
  const text = doc.getText('content')
  text.insert(0, 'T')
  const blocks = [
    ['x', 'twin'],
    ['x', 'twin'],
    ['y', 'innocent'],
    ['z', 'last'],
  ] as const
  for (const [id, words] of blocks) {
    const at = text.length
    text.insertEmbed(at, new Y.Map(Object.entries({ id, kind: 'paragraph' })))
    text.insert(at + 1, words)
  }
  Y.transact(doc, (transaction) => {
    for (let item = firstItem(text); item !== null; item = item.right) {
      if (!(item.content instanceof Y.ContentString) || item.content.str !== 'twin') continue
      const id = Y.createID(doc.clientID, Y.getState(doc.store, doc.clientID))
      const next = item.right
      const odd = new Y.ContentAny([1, 2, 3])
      new Y.Item(id, item, item.lastId, next, next?.id ?? null, text, null, odd).integrate(transaction, 0)
    }
  })
  const writer = new Writer(1, () => 'fresh', Y.encodeStateAsUpdate(doc))
  writer.types(writer.at(0, 1), '!')
  expect(page(writer)).toEqual(['title: T!', 'paragraph: twin', 'paragraph: innocent', 'paragraph: last'])
})

test('[M21] [M24] of unequal blocks with one id an edit of both changes no more than it must', () => {
  const opens = (kind: string) => ({ opens: { id: 'x', kind, indent: 0, attributes: {}, table: null } })
  const tokens = (bold: boolean) =>
    ['paragraph', 'quote', 'paragraph'].flatMap((kind, i) => [
      opens(kind),
      { text: `line ${i}`, marks: bold ? { bold: true } : {} },
    ])
  expect(diff(tokens(false), tokens(true), 1).map(({ type }) => type)).toEqual(['format', 'format', 'format'])
  // Of those that stay each keeps its own mark.
  const [first, second] = [tokens(false).slice(0, 2), tokens(false).slice(2, 4)]
  expect(diff([...first, ...second], second, 1)).toEqual([{ type: 'replace', at: 1, remove: 7, insert: [] }])
})
