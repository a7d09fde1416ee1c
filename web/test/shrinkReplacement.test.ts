import { getSchema } from '@tiptap/core'
import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import { EditorState } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import { Doc } from 'yjs'
import { extensionsFor } from '../src/features/editor/extensions.ts'
import { shrinkReplacement } from '../src/features/editor/shrinkReplacement.ts'

const schema = getSchema(extensionsFor(new Doc()))
const p = (text: string) => schema.node('paragraph', null, text === '' ? [] : [schema.text(text)])
const h = (text: string) => schema.node('heading', { level: 2 }, [schema.text(text)])
const list = (...texts: string[]) =>
  schema.node(
    'bulletList',
    null,
    texts.map((text) => schema.node('listItem', null, [p(text)])),
  )
const page = (...blocks: Node[]) => schema.node('doc', null, blocks)
/** The same page, built of new nodes. */
const rebuilt = (doc: Node) => schema.nodeFromJSON(doc.toJSON())

function shrink(before: Node, after: Node) {
  const state = EditorState.create({ doc: before })
  const whole = new Slice(Fragment.from(rebuilt(after).content), 0, 0)
  const transaction = state.tr.replace(0, before.content.size, whole)
  return { ...shrinkReplacement(transaction, state), transaction }
}

test('a page that is the same is not touched', () => {
  const before = page(p('a'), h('b'), list('c'))
  expect(shrink(before, before).tr.docChanged).toBe(false)
})

test('a letter in a paragraph touches that letter alone', () => {
  const before = page(p('one'), p('two aa'), p('three'))
  const { tr } = shrink(before, page(p('one'), p('two aaa'), p('three')))
  expect(tr.steps).toHaveLength(1)
  expect(tr.steps[0]?.toJSON()).toMatchObject({ from: 12, to: 12, slice: { content: [{ text: 'a' }] } })
  expect(tr.doc.child(0)).toBe(before.child(0))
  expect(tr.doc.child(2)).toBe(before.child(2))
})

test('a new paragraph moves the others, and they stay the same ones', () => {
  const before = page(p('one'), p('two'), list('x', 'y'))
  const { tr } = shrink(before, page(p('one'), p('new'), p('two'), list('x', 'y')))
  expect([0, 2, 3].map((i) => tr.doc.child(i))).toEqual([0, 1, 2].map((i) => before.child(i)))
  expect(tr.doc.child(3)).toBe(before.child(2))
})

test('every history of pages is followed exactly, and every new node has its twin', () => {
  let seed = 5
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return Math.floor((seed / 2147483648) * below)
  }
  const word = () => 'ab '.repeat(4).slice(random(4), 4 + random(8))
  const block = () =>
    [p(''), p(word()), h(word() + 'h'), list(word(), word()), schema.node('horizontalRule')][random(5)]
  let before = page(p('start'))
  for (let run = 0; run < 2000; run++) {
    const blocks = [...before.children]
    for (let edits = random(3); edits >= 0; edits--) {
      const made = block()
      if (made !== undefined) blocks.splice(random(blocks.length + 1), random(3), made)
    }
    const after = page(...(blocks.length === 0 ? [p('')] : blocks.slice(0, 12)))
    const { tr, twins, transaction } = shrink(before, after)
    expect(tr.doc.eq(after)).toBe(true)
    transaction.doc.descendants((node) => expect(twins.get(node)?.eq(node) ?? true).toBe(true))
    before = tr.doc
  }
})
