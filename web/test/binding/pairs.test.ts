import type { Node } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { type Act, acts, tableActs } from './acts.ts'
import { meet } from './together.ts'
import { Writer } from './writer.ts'

/** Every letter stands once on the page, so that each can be told from all others. */
const LINES = ['abcdefgh', 'ijklmnop', 'qrstuvwx', 'αβγδεζηθ']
const CELLS = ['0123', '4567', '89', '٠١']
const TEXT = 2
const TABLE = 4

interface Pair {
  readonly place: string
  readonly ann: Act
  readonly bob: Act
  readonly blocks: readonly [ann: number, bob: number]
}

const pairs: Pair[] = [
  ...each(acts, acts).flatMap(([ann, bob]) => [
    { place: 'the same block', ann, bob, blocks: [TEXT, TEXT] as const },
    { place: 'the block behind', ann, bob, blocks: [TEXT, TEXT + 1] as const },
  ]),
  ...each(tableActs, tableActs).map(([ann, bob]) => ({
    place: 'the same table',
    ann,
    bob,
    blocks: [TABLE, TABLE] as const,
  })),
  ...each(acts, tableActs).map(([ann, bob]) => ({
    place: 'the table behind',
    ann,
    bob,
    blocks: [TABLE - 1, TABLE] as const,
  })),
]

function each<A, B>(first: readonly A[], second: readonly B[]): [A, B][] {
  return first.flatMap((a) => second.map((b): [A, B] => [a, b]))
}

/** What is wrong after two people did these at once; nothing if all is well. */
function outcome({ ann: annAct, bob: bobAct, blocks }: Pair, swap: boolean): string[] {
  let ids = 0
  const mint = () => `b${ids++}`
  const update = beginning(mint)
  const ann = new Writer(swap ? 30 : 20, mint, update)
  const bob = new Writer(swap ? 20 : 30, mint, update)
  const deleted = new Set<string>()
  const doing = (writer: Writer, act: Act, block: number, own: string) => {
    const before = letters(writer.state.doc)
    act.does(writer, block, own)
    const after = new Set(letters(writer.state.doc))
    for (const letter of before) if (!after.has(letter)) deleted.add(letter)
    return neighbours(writer.state.doc, own)
  }
  const typed = [doing(ann, annAct, blocks[0], 'ANM'), doing(bob, bobAct, blocks[1], 'BOC')]
  if (swap) bob.tells(ann)
  meet(ann, bob)

  const wrong: string[] = []
  const there = letters(ann.state.doc)
  if (!ann.state.doc.eq(bob.state.doc)) wrong.push('they see different pages')
  const expected = [...LINES, ...CELLS, ...typed.map(({ own }) => own)].join('')
  const lost = Array.from(expected).filter((letter) => !there.includes(letter) && !deleted.has(letter))
  const cellsGone = /deletes (the table|a row|a column)/.test(`${annAct.name} ${bobAct.name}`)
  if (lost.length > 0 && !cellsGone) wrong.push(`lost: ${lost.join('')}`)
  const twice = there.filter((letter, i) => there.indexOf(letter) !== i)
  if (twice.length > 0 && !movesBoth(annAct, bobAct)) wrong.push(`twice: ${twice.join('')}`)
  for (const { own, left, right } of typed) {
    if (own === '' || !there.includes(own[0]!)) continue
    if (!blockTexts(ann.state.doc).some((text) => text.includes(own))) wrong.push(`${own} is torn`)
    const near = [left, right].filter((letter) => letter !== '' && there.includes(letter))
    const isNear = blockTexts(ann.state.doc).some(
      (text) => text.includes(own) && near.some((one) => text.includes(one)),
    )
    if (near.length > 0 && !isNear) wrong.push(`${own} stands apart`)
  }
  return wrong
}

function beginning(mint: () => string): Uint8Array {
  const writer = new Writer(1, mint)
  for (const line of LINES) {
    const last = writer.blocks.length - 1
    writer.splits(writer.at(last, 99))
    writer.types(writer.at(last + 1, 0), line)
  }
  for (let block = 1; block <= LINES.length; block++) writer.indents(block, 1)
  writer.insertsTable(TABLE)
  CELLS.forEach((text, i) => writer.typesInCell(text, i))
  return Y.encodeStateAsUpdate(writer.doc)
}

function letters(doc: Node): string[] {
  return Array.from(doc.textContent)
}

function blockTexts(doc: Node): string[] {
  const texts: string[] = []
  doc.descendants((node) => {
    if (node.isTextblock) texts.push(node.textContent)
    return !node.isTextblock
  })
  return texts
}

function neighbours(doc: Node, own: string): { own: string; left: string; right: string } {
  const text = blockTexts(doc).find((one) => one.includes(own))
  if (text === undefined) return { own: '', left: '', right: '' }
  const at = text.indexOf(own)
  return { own, left: text.charAt(at - 1), right: text.charAt(at + own.length) }
}

/** Two who move the same block at once, each having changed nothing in it, leave one; otherwise there may be two versions. */
function movesBoth(ann: Act, bob: Act): boolean {
  const moves = (act: Act) => /^(moves|cuts)/.test(act.name)
  return moves(ann) && moves(bob)
}

test.each(['the same block', 'the block behind', 'the same table', 'the table behind'])(
  '[M21] [M23] [M24] any two acts at once, one here and one at %s: nothing is lost, doubled or displaced',
  { timeout: 60_000 },
  (place) => {
    const all = pairs.filter((pair) => pair.place === place)
    const failing = all.flatMap((pair) => {
      const wrong = [outcome(pair, false), outcome(pair, true)].flat()
      return wrong.length > 0
        ? [`${pair.ann.name} × ${pair.bob.name}: ${[...new Set(wrong)].join(', ')}`]
        : []
    })
    console.info(tableOf(place, all, failing))
    expect(failing).toEqual([])
  },
)

/** The pairs as a table: a row for each act of the one, a column for each of the other. */
function tableOf(place: string, all: readonly Pair[], failing: readonly string[]): string {
  const rows = [...new Set(all.map(({ ann }) => ann.name))]
  const columns = [...new Set(all.map(({ bob }) => bob.name))]
  const cell = (row: string, column: string) =>
    failing.some((one) => one.startsWith(`${row} × ${column}:`)) ? '✗' : '✓'
  const head = `at ${place}: ${all.length} pairs, ${failing.length} fail\n${columns.map((name, i) => `${i + 1} ${name}`).join(' · ')}`
  const width = Math.max(...rows.map(({ length }) => length))
  const lines = rows.map(
    (row) => `${row.padEnd(width)} ${columns.map((column) => cell(row, column)).join('')}`,
  )
  return [head, ...lines].join('\n')
}
