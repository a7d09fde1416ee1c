import { Fragment, Slice } from '@tiptap/pm/model'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { writeGarbage } from '../../../shared/test/model/garbage.ts'
import { Random } from '../../../shared/test/model/random.ts'
import { Writer } from './writer.ts'

function anything(seed: number): Y.Doc {
  const chance = new Random(seed)
  const doc = new Y.Doc()
  doc.clientID = 7
  for (let i = 0; i < 25; i++) writeGarbage(doc.getText('content'), chance, 'word')
  return doc
}

const SEEDS = Array.from({ length: 200 }, (_, i) => i)

test('[M5] [M25] two hundred texts that hold anything at all: each opens, and opening and walking about write nothing', () => {
  for (const seed of SEEDS) {
    const doc = anything(seed)
    const writer = new Writer(1, () => 'fresh', Y.encodeStateAsUpdate(doc))
    const before = Y.encodeStateAsUpdate(writer.doc)
    for (let block = 0; block < writer.blocks.length; block++) writer.putsCaret(writer.at(block, 1))
    expect(Y.encodeStateAsUpdate(writer.doc)).toEqual(before)
    expect(writer.written).toBe(0)
  }
})

test('[M5] [M7] [M15] [M16] [M21] typing anywhere among them writes those letters and touches nothing else', () => {
  for (const seed of SEEDS) {
    const writer = new Writer(1, () => 'fresh', Y.encodeStateAsUpdate(anything(seed)))
    for (let block = 0; block < writer.blocks.length; block++) {
      const before = writer.state.doc.textContent.length
      const deletions = Y.createDeleteSetFromStructStore(writer.doc.store)
      writer.types(writer.at(block, 1), 'NEW')
      expect(writer.state.doc.textContent.length, `seed ${seed}, block ${block}`).toBe(before + 3)
      expect(writer.state.doc.eq(writer.told), `seed ${seed}, block ${block}`).toBe(true)
      expect(Y.equalDeleteSets(deletions, Y.createDeleteSetFromStructStore(writer.doc.store))).toBe(true)
    }
  }
})

test('[M5] what a stranger writes while the page is open is shown, and never written back', () => {
  for (const seed of SEEDS) {
    const chance = new Random(seed)
    const doc = new Y.Doc()
    const writer = new Writer(1, () => 'fresh')
    doc.on('update', (update: Uint8Array) => Y.applyUpdate(writer.doc, update))
    for (let i = 0; i < 25; i++) {
      writeGarbage(doc.getText('content'), chance, 'word')
      expect(writer.state.doc.eq(writer.told), `seed ${seed}, step ${i}`).toBe(true)
    }
    expect(writer.written).toBe(0)
  }
})

test('[M7] a block of an unknown kind is kept, with all it holds, while the page is edited around it', () => {
  const doc = new Y.Doc()
  const text = doc.getText('content')
  text.insert(0, 'Title')
  text.insertEmbed(
    5,
    new Y.Map(Object.entries({ id: 'x', kind: 'hologram', depth: 3, inner: new Y.Array() })),
  )
  text.insert(6, 'seen', { glow: 1 })
  const writer = new Writer(1, () => 'fresh', Y.encodeStateAsUpdate(doc))
  writer.types(writer.at(0, 5), '!')
  writer.splits(writer.at(0, 3))
  writer.indents(2, 1)
  writer.joins(1)
  const marks = writer.text
    .toDelta()
    .flatMap(({ insert }: { insert: unknown }) => (insert instanceof Y.Map ? [insert] : []))
  const [map] = marks as [Y.Map<unknown>]
  expect(map.toJSON()).toEqual({ id: 'x', kind: 'hologram', depth: 3, inner: [], indent: 1 })
  expect(writer.blocks[1]?.type.name).toBe('otherBlock')
  writer.deletesBlock(1)
  expect(writer.state.doc.textContent).toBe('Title!')
})

test('[M15] a link to anything but the web or mail is not shown as one, and stays as it is', () => {
  const doc = new Y.Doc()
  const text = doc.getText('content')
  text.insert(0, 'bad', { link: { href: 'javascript:alert(1)' } })
  text.insert(3, 'good', { link: { href: 'https://example.org/' } })
  const writer = new Writer(1, () => 'fresh', Y.encodeStateAsUpdate(doc))
  expect(writer.blocks[0]?.toString()).toBe('title("bad", link("good"))')
  writer.types(writer.at(0, 99), '!')
  expect(writer.text.toDelta()[0]).toEqual({
    insert: 'bad',
    attributes: { link: { href: 'javascript:alert(1)' } },
  })
})

test('[M22] a copy of a block that is still there gets an id of its own, a moved block keeps its id', () => {
  let ids = 0
  const writer = new Writer(1, () => `b${ids++}`)
  writer.splits(writer.at(0, 0))
  writer.types(writer.at(1, 0), 'one')
  const node = writer.blocks[1]!
  writer.pastes(1, [node])
  expect(writer.blocks.map(({ attrs }) => attrs['id'])).toEqual([undefined, 'b1', 'b0'])
  const cut = writer.deletesBlock(2)!
  writer.dispatch(
    writer.state.tr.replace(writer.startOf(1), writer.startOf(1), new Slice(Fragment.from(cut), 0, 0)),
  )
  expect(writer.blocks.map(({ attrs }) => attrs['id'])).toEqual([undefined, 'b0', 'b1'])
  expect(writer.state.doc.eq(writer.told)).toBe(true)
})
