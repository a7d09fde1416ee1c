import * as Y from 'yjs'
import { expect, test } from 'vitest'
import type { Change } from '../../src/model/change.ts'
import { CONTENT, pageOf, read } from '../../src/model/read.ts'
import { Reading } from '../../src/model/reading.ts'
import type { Token } from '../../src/model/token.ts'
import { isOfLaterVersion } from '../../src/model/version.ts'
import { write } from '../../src/model/write.ts'
import { writeGarbage } from './garbage.ts'
import { Random } from './random.ts'

function emptyText(): Y.Text {
  return new Y.Doc().getText(CONTENT)
}

function edit(text: Y.Text, ...changes: Change[]): void {
  Y.transact(text.doc!, (transaction) => write(transaction, text, changes))
}

function mark(text: Y.Text, at: number, keys: Record<string, unknown>): void {
  text.insertEmbed(at, new Y.Map(Object.entries(keys)))
}

const letters = (text: string, marks = {}): Token => ({ text, marks })

test('[M1] [M3] [M4] letters before the first mark are the title, and each mark opens a block that runs to the next', () => {
  const text = emptyText()
  expect(read(text)).toEqual({ head: [], blocks: [] })
  text.insert(0, 'Titleonetwo')
  mark(text, 8, { id: 'b', kind: 'quote' })
  mark(text, 5, { id: 'a', kind: 'heading', level: 2 })
  const { head, blocks } = read(text)
  expect(head).toEqual([letters('Title')])
  expect(blocks.map(({ id, kind, content }) => [id, kind, content])).toEqual([
    ['a', 'heading', [letters('one')]],
    ['b', 'quote', [letters('two')]],
  ])
})

test('[M2] a page of a later version is known by the number it carries', () => {
  const doc = new Y.Doc()
  expect(isOfLaterVersion(doc)).toBe(false)
  doc.getMap('format').set('version', 'odd')
  expect(isOfLaterVersion(doc)).toBe(false)
  doc.getMap('format').set('version', 2)
  expect(isOfLaterVersion(doc)).toBe(true)
})

test('[M6] two people who change different keys of a block at once change both', () => {
  const ann = emptyText()
  mark(ann, 0, { id: 'a', kind: 'paragraph' })
  const bob = emptyText()
  Y.applyUpdate(bob.doc!, Y.encodeStateAsUpdate(ann.doc!))
  edit(ann, { type: 'keys', at: 0, keys: { kind: 'task', checked: true } })
  edit(bob, { type: 'keys', at: 0, keys: { indent: 2 } })
  Y.applyUpdate(bob.doc!, Y.encodeStateAsUpdate(ann.doc!))
  expect(read(bob).blocks).toEqual([
    { id: 'a', kind: 'task', indent: 2, attributes: { checked: true }, content: [], table: null },
  ])
})

test.each([
  ['no kind', {}, 'paragraph', {}],
  ['a number for a kind', { kind: 7 }, 'paragraph', {}],
  ['an unknown kind', { kind: 'hologram', depth: 3 }, 'hologram', { depth: 3 }],
  ['a heading of level 9', { kind: 'heading', level: 9 }, 'heading', { level: 1 }],
  ['a task that is checked «yes»', { kind: 'task', checked: 'yes' }, 'task', { checked: false }],
  ['a start of -1', { kind: 'number', start: -1 }, 'number', { start: null }],
  [
    'a language of a thousand letters',
    { kind: 'code', language: 'x'.repeat(1000) },
    'code',
    { language: '' },
  ],
  [
    'what JSON does not know',
    { kind: 'image', src: 'a.png', size: new Uint8Array(3) },
    'image',
    { src: 'a.png' },
  ],
])(
  '[M6] [M7] [M11] a mark with %s reads as a block all the same, with its text',
  (_what, keys, kind, attributes) => {
    const text = emptyText()
    text.insert(0, 'its text')
    mark(text, 0, keys)
    expect(read(text).blocks).toEqual([
      { id: '', kind, indent: 0, attributes, content: [letters('its text')], table: null },
    ])
  },
)

test.each([
  [3, 3],
  [-1, 0],
  [1.5, 0],
  ['2', 0],
  [10_000, 10_000],
])('[M8] an indent of %s reads as %s', (written, indent) => {
  const text = emptyText()
  mark(text, 0, { indent: written })
  expect(read(text).blocks[0]?.indent).toBe(indent)
})

test('[M12] [M13] a line break is a letter, and marks are attributes of letters', () => {
  const text = emptyText()
  edit(text, { type: 'replace', at: 0, remove: 0, insert: [letters('a\nb'), letters('c', { bold: true })] })
  expect(read(text).head).toEqual([letters('a\nb'), letters('c', { bold: true })])
})

test('[M14] letters written inside an unknown attribute take it, at its edges they do not; known marks are what was asked for', () => {
  const text = emptyText()
  text.insert(0, 'glow', { glow: { strength: 2 }, bold: true })
  edit(text, { type: 'replace', at: 4, remove: 0, insert: [letters('E')] })
  edit(text, { type: 'replace', at: 2, remove: 0, insert: [letters('I', { bold: true })] })
  edit(text, { type: 'replace', at: 0, remove: 0, insert: [letters('S')] })
  const glow = { glow: { strength: 2 }, bold: true }
  expect(read(text).head).toEqual([letters('S'), letters('glIow', glow), letters('E')])
})

test('[M15] [M16] what is not known stays in its place: attributes with their values, everything else as an atom for each unit', () => {
  const text = emptyText()
  text.insert(0, 'ab', { glow: 1 })
  text.insertEmbed(1, { kind: 'mention', name: 'Ann' })
  text.insertEmbed(0, new Y.Array())
  expect(read(text).head).toEqual([
    { atom: {}, marks: {} },
    letters('a', { glow: 1 }),
    { atom: { kind: 'mention', name: 'Ann' }, marks: expect.anything() },
    letters('b', { glow: 1 }),
  ])
})

test('[M21] an edit makes no more operations than it must', () => {
  const text = emptyText()
  edit(text, { type: 'replace', at: 0, remove: 0, insert: [letters('one two', { bold: true })] })
  const before = Y.getState(text.doc!.store, text.doc!.clientID)
  const opens = { id: 'a', kind: 'paragraph', indent: 0, attributes: {}, table: null }
  edit(text, { type: 'replace', at: 3, remove: 0, insert: [{ opens }] })
  const operations = Y.getState(text.doc!.store, text.doc!.clientID) - before
  expect(operations, 'the mark, its id and its kind').toBe(3)
  expect(read(text).blocks[0]?.content).toEqual([letters(' two', { bold: true })])
})

test.each(Array.from({ length: 20 }, (_, i) => i * 50))(
  '[M5] [M25] fifty texts that hold anything at all, from seed %d on: each is read, the same as it is followed, and nothing is written',
  (from) => {
    for (let seed = from; seed < from + 50; seed++) {
      const chance = new Random(seed)
      const text = emptyText()
      const reading = new Reading(text)
      text.observeDeep((_events, transaction) => reading.follow(transaction))
      for (let i = 0; i < 25; i++) {
        writeGarbage(text, chance, 'word')
        const update = Y.encodeStateAsUpdate(text.doc!)
        expect(pageOf(reading), `seed ${seed}`).toEqual(read(text))
        expect(Y.encodeStateAsUpdate(text.doc!)).toEqual(update)
      }
    }
  },
)

test('[M5] [M8] ten thousand levels of indent and of nested values are read', () => {
  const text = emptyText()
  const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`) as object
  for (let i = 0; i < 10_000; i++) mark(text, 0, { indent: i, kind: 'bullet' })
  text.insertEmbed(0, { kind: 'deep', deep })
  text.insert(0, 'x', { deep })
  expect(read(text).blocks).toHaveLength(10_000)
})
