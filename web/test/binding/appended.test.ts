import { Plugin } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import { meet, page, together } from './together.ts'
import type { Writer } from './writer.ts'

/** Gives the editor an extension that puts an exclamation mark behind each block that ends in a question mark. */
function exclaims(writer: Writer): void {
  const plugin = new Plugin({
    appendTransaction(_transactions, _before, { doc, tr }) {
      doc.forEach((node, position) => {
        if (node.textContent.endsWith('?')) tr.insertText('!', tr.mapping.map(position + node.nodeSize - 1))
      })
      return tr.docChanged ? tr : null
    },
  })
  writer.state = writer.state.reconfigure({ plugins: [...writer.state.plugins, plugin] })
}

test('[M21] what an extension adds to an edit is written with it, and undone with it', () => {
  const { ann, bob } = together(['first', 'second'])
  exclaims(ann)
  ann.types(ann.at(1, 2), '?')
  ann.types(ann.at(1, 99), '?')
  meet(ann, bob)
  expect(page(bob)).toEqual(['title: Title', 'paragraph: fi?rst?!', 'paragraph: second'])
  expect(ann.state.doc.eq(ann.told)).toBe(true)
  ann.steps('undo')
  expect(page(ann)[1]).toBe('paragraph: fi?rst')
})

test('[M25] what others write makes no extension write', () => {
  const { ann, bob } = together(['first', 'second'])
  exclaims(ann)
  const { written } = ann
  bob.types(bob.at(1, 99), '?')
  meet(ann, bob)
  expect(page(ann)[1]).toBe('paragraph: first?')
  expect(ann.written).toBe(written)
})
