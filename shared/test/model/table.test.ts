import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Page } from '../../src/model/page.ts'
import { read } from '../../src/model/read.ts'
import { textOf } from '../../src/model/text.ts'
import { Person } from './person.ts'

function twoPeople(): [Person, Person] {
  let ids = 0
  const mint = () => `i${ids++}`
  const [ann, bob] = [new Person(1, mint), new Person(2, mint)]
  ann.insertsTable(1, 2, 2)
  ann.typesInCell(1, 0, 0, 'a')
  ann.typesInCell(1, 1, 1, 'd')
  ann.tells(bob)
  return [ann, bob]
}

function meet(ann: Person, bob: Person): Page {
  ann.tells(bob)
  bob.tells(ann)
  expect(read(ann.text)).toEqual(read(bob.text))
  return read(ann.text)
}

/** The rows, their cells parted by strokes. */
function rows(page: Page): string[] {
  const cells = page.blocks[0]?.table?.cells ?? []
  return cells.map((row) => row.map((texts) => texts.map(textOf).join('+')).join('|'))
}

test('[M17] a row and a column inserted at once are both there', () => {
  const [ann, bob] = twoPeople()
  ann.insertsLane(1, 'row', 1)
  bob.insertsLane(1, 'column', 1)
  expect(rows(meet(ann, bob))).toEqual(['a||', '||', '||d'])
})

test('[M17] ids that stand twice count once, and what is no id not at all', () => {
  const doc = new Y.Doc()
  const mark = new Y.Map<unknown>()
  doc.getText('content').insertEmbed(0, mark)
  mark.set('kind', 'table')
  mark.set('columns', Y.Array.from(['x', 5, 'x', '', 'a/b', 'y']))
  mark.set('rows', Y.Array.from(['r']))
  expect(read(doc.getText('content')).blocks[0]?.table).toMatchObject({ columns: ['x', 'y'], rows: ['r'] })
})

test('[M18] a cell is a small flat text itself, and a table inside is no table', () => {
  const [ann, bob] = twoPeople()
  const cells = ann.text.toDelta()[0].insert.get('cells') as Y.Map<Y.Text>
  const [key] = cells.keys()
  cells.get(key!)?.insertEmbed(1, new Y.Map(Object.entries({ kind: 'table', columns: 1 })))
  const [[[page]]] = meet(ann, bob).blocks[0]!.table!.cells as [[[Page]]]
  expect(page).toMatchObject({ head: [{ text: 'a' }], blocks: [{ kind: 'table', table: null }] })
})

test('[M19] two who write at once into a cell that nobody made yet both keep their letters', () => {
  const [ann, bob] = twoPeople()
  ann.insertsLane(1, 'row', 2)
  bob.insertsLane(1, 'column', 2)
  meet(ann, bob)
  ann.typesInCell(1, 2, 2, 'ann')
  bob.typesInCell(1, 2, 2, 'bob')
  expect(rows(meet(ann, bob))[2]).toBe('||ann+bob')
})

test('[M20] a deleted column takes its cells along, and leaves the others', () => {
  const [ann, bob] = twoPeople()
  ann.deletesLane(1, 'column', 0)
  bob.typesInCell(1, 0, 1, 'b')
  expect(rows(meet(ann, bob))).toEqual(['b', 'd'])
})
