import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Random } from '../../../shared/test/model/random.ts'
import { schema } from './schema.ts'
import { Writer } from './writer.ts'

const LINES = ['aaaa', 'a😀b😁c', 'xyzxyz', 'aXbXc']
const KINDS = ['paragraph', 'heading', 'bullet', 'task', 'divider']
const MARKS = ['bold', 'italic', 'code', 'strike']
const HISTORIES = 100

interface Places {
  readonly all: readonly number[]
  readonly blocks: readonly { readonly start: number; readonly node: Node }[]
}

/** Every place between two letters, and all blocks but the title. */
function placesIn(doc: Node): Places {
  const all: number[] = []
  const blocks: { start: number; node: Node }[] = []
  doc.forEach((node, start) => {
    if (node.type.name !== 'title') blocks.push({ start, node })
    const letters = node.textContent
    for (let i = 0; i <= letters.length; i++)
      if (!/[\uDC00-\uDFFF]/.test(letters.charAt(i))) all.push(start + 1 + i)
  })
  return { all, blocks }
}

/** One of the things that commands put together in one transaction. */
function changes(tr: Transaction, chance: Random): void {
  const { all, blocks } = placesIn(tr.doc)
  const index = chance.below(all.length)
  const [here = 1, near = here] = [all[index], all[index + chance.below(4)]]
  const [from = 1, to = 1] = [here, chance.pick(all)].toSorted((a, b) => a - b)
  const inLine = tr.doc.resolve(here).sameParent(tr.doc.resolve(near))
  const isTitle = tr.doc.resolve(here).index(0) === 0
  const block = blocks.length > 0 ? chance.pick(blocks) : null
  const mark = schema.mark(chance.pick(MARKS))
  const acts = [
    () => tr.insertText(chance.pick(['x', 'yz', '😀', '😁', 'aa']), here),
    () => inLine && tr.insertText(chance.pick(['q', 'aa', '😁']), here, near),
    () => tr.delete(from, to),
    () => !isTitle && tr.split(here),
    () => inLine && tr.addMark(here, near, mark),
    () => inLine && tr.removeMark(here, near, mark),
    () => block && tr.setNodeAttribute(block.start, 'indent', Number(block.node.attrs['indent']) + 1),
    () =>
      block &&
      tr.setNodeMarkup(block.start, schema.nodes[chance.pick(KINDS)], { id: block.node.attrs['id'] }),
    () => block && tr.insert(block.start, block.node),
    () => tr.replace(here, here, tr.doc.slice(from, to)),
    () => {
      if (block === null) return
      tr.delete(block.start, block.start + block.node.nodeSize)
      tr.insert(tr.doc.content.size, block.node)
    },
  ]
  chance.pick(acts)()
}

/** A document without the ids that new blocks are given. */
function withoutIds(doc: Node): string {
  return JSON.stringify(doc.toJSON(), (key, value: unknown) => (key === 'id' ? undefined : value))
}

test(
  '[M21] whatever one transaction changes in several places, the page is just what it made of it, for everybody',
  { timeout: 60_000 },
  () => {
    for (let seed = 0; seed < HISTORIES; seed++) {
      const chance = new Random(seed)
      let ids = 0
      const mint = () => `b${ids++}`
      const ann = new Writer(20, mint)
      for (const line of LINES) {
        ann.splits(ann.at(ann.blocks.length - 1, 99))
        ann.types(ann.at(ann.blocks.length - 1, 0), line)
      }
      const bob = new Writer(30, mint, Y.encodeStateAsUpdate(ann.doc))
      for (let step = 0; step < 8; step++) {
        const { tr } = ann.state
        for (let i = chance.below(4); i >= 0; i--) changes(tr, chance)
        ann.dispatch(tr)
        expect(withoutIds(ann.state.doc), `seed ${seed}, step ${step}`).toBe(withoutIds(tr.doc))
        ann.tells(bob)
        expect(bob.state.doc.toString(), `seed ${seed}, step ${step}`).toBe(ann.state.doc.toString())
      }
    }
  },
)

test('[M21] what the text has no form for does not stay on the page', () => {
  let ids = 0
  const ann = new Writer(20, () => `b${ids++}`)
  ann.splits(1)
  ann.insertsTable(1)
  const before = ann.state.doc
  ann.dispatch(ann.state.tr.setNodeAttribute(ann.startOf(1) + 1, 'columns', ['none']))
  expect(ann.state.doc.eq(before)).toBe(true)
})
