import { Node } from '@tiptap/core'
import type { Node as Inner } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { RowDecorations } from './rowDecorations.ts'

const LONGEST = 200

/** What the document is called; empty while nobody has named it. */
export function titleOf(doc: Inner): string {
  const { firstChild: title } = doc
  const text = title?.textBetween(0, title.content.size, ' ', ' ') ?? ''
  return Array.from(text.replaceAll(/\s+/g, ' ').trim()).slice(0, LONGEST).join('')
}

/** The first line of every document. It invites to write where nothing is written. */
export const Title = Node.create({
  name: 'title',
  content: 'inline*',
  defining: true,
  selectable: false,
  parseHTML: () => [{ tag: 'h1.title', priority: 60 }],
  renderHTML: () => ['h1', { class: 'title' }, 0],

  addProseMirrorPlugins() {
    return [
      new Plugin<DecorationSet>({
        state: {
          init: (_, state) => decorate(state.doc),
          apply: (tr, before) => (tr.docChanged ? decorate(tr.doc) : before),
        },
        props: {
          decorations(state) {
            return this.getState(state)
          },
        },
      }),
    ]
  },
})

function decorate(doc: Inner): DecorationSet {
  const [title, second] = doc.children
  if (title === undefined) return DecorationSet.empty
  const marks: string[] = []
  if (title.content.size === 0) marks.push('untitled')
  if (second === undefined) marks.push('alone')
  // Nobody is told of a heading that has no words.
  const role = title.content.size === 0 ? { role: 'none' } : null
  const decorations = [mark(0, title, { class: marks.join(' '), ...role })]
  const blank = second?.type.name === 'paragraph' && second.content.size === 0
  if (blank && doc.childCount === 2) decorations.push(mark(title.nodeSize, second, { class: 'unwritten' }))
  return new RowDecorations(decorations)
}

function mark(position: number, node: Inner, attributes: Record<string, string>): Decoration {
  return Decoration.node(position, position + node.nodeSize, attributes)
}
