import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { CONTENT, read } from '../../src/model/read.ts'
import { Reading } from '../../src/model/reading.ts'

type Keys = Readonly<Record<string, unknown>>

const task = { id: 'a', kind: 'task', checked: true, note: { deep: 1 } }

/** A page of two blocks, each with its text. */
function pageOf(...blocks: readonly (readonly [keys: Keys, text: string, marks?: Keys])[]): Y.Text {
  const text = new Y.Doc().getText(CONTENT)
  for (const [keys, letters, marks = {}] of blocks) {
    text.insertEmbed(text.length, new Y.Map(Object.entries(keys)), {})
    text.insert(text.length, letters, { ...marks })
  }
  return text
}

test('[M24] of two blocks that are equal under one id the first is read', () => {
  const text = pageOf([task, 'same'], [{ id: 'b' }, 'between'], [{ ...task, checked: true }, 'same'])
  expect(read(text).blocks.map(({ id }) => id)).toEqual(['a', 'b'])
})

test.each<readonly [string, Keys, string, Keys]>([
  ['another id', { ...task, id: 'b' }, 'same', {}],
  ['no id', { ...task, id: 5 }, 'same', {}],
  ['another kind', { ...task, kind: 'bullet' }, 'same', {}],
  ['another indent', { ...task, indent: 1 }, 'same', {}],
  ['another attribute of its kind', { ...task, checked: false }, 'same', {}],
  ['another attribute that is not known', { ...task, note: { deep: 2 } }, 'same', {}],
  ['other letters', task, 'sane', {}],
  ['more letters', task, 'same!', {}],
  ['other marks', task, 'same', { bold: true }],
])('[M24] a block with %s is no twin, and nobody loses sight of it', (_what, keys, letters, marks) => {
  expect(read(pageOf([task, 'same'], [keys, letters, marks])).blocks).toHaveLength(2)
})

function table(text: Y.Text, at: number, cell: string, row = 'r'): Y.Text {
  const mark = new Y.Map<unknown>(Object.entries({ id: 't', kind: 'table' }))
  text.insertEmbed(at, mark)
  mark.set('columns', Y.Array.from(['c']))
  mark.set('rows', Y.Array.from([row]))
  const inside = new Y.Text(cell)
  mark.set('cells', new Y.Map(Object.entries({ [`${row}/c`]: inside })))
  return inside
}

test('[M24] tables are twins as long as every cell says the same', () => {
  const text = new Y.Doc().getText(CONTENT)
  table(text, 0, 'one')
  const cell = table(text, 1, 'one')
  const reading = new Reading(text)
  text.observeDeep((_events, transaction) => reading.follow(transaction))
  expect(reading.visible).toHaveLength(2)
  cell.insert(3, '!')
  expect(reading.visible).toHaveLength(3)
  cell.delete(3, 1)
  expect(reading.visible).toHaveLength(2)
  cell.insertEmbed(3, new Y.Map())
  expect(reading.visible).toHaveLength(3)
})

test('[M24] tables of other rows are no twins', () => {
  const text = new Y.Doc().getText(CONTENT)
  table(text, 0, 'one')
  table(text, 1, 'one', 'another')
  expect(read(text).blocks).toHaveLength(2)
})
