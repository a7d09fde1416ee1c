import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, TextSelection } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

const LONGEST = 200

/** The title is the first text of the document, whatever kind of block it is in. */
function findTitle(doc: Node): { node: Node; position: number } | null {
  let node = doc.firstChild
  let position = 0
  while (node !== null && !node.isTextblock) {
    node = node.firstChild
    position += 1
  }
  return node === null ? null : { node, position }
}

/** What the document is called; empty while nobody has named it. */
export function titleOf(doc: Node): string {
  const text = findTitle(doc)?.node.textContent ?? ''
  return Array.from(text.replaceAll(/\s+/g, ' ').trim()).slice(0, LONGEST).join('')
}

/** Shows the first text as the title and invites to write where nothing is written. It changes no document. */
export const Title = Extension.create({
  name: 'title',

  addKeyboardShortcuts() {
    return {
      Enter: () =>
        this.editor.commands.command(({ state, tr, dispatch }) => {
          const line = lineBelowTitle(state)
          if (line !== null && dispatch) tr.setSelection(TextSelection.create(tr.doc, line)).scrollIntoView()
          return line !== null
        }),
    }
  },

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

/** From the end of the title, Enter goes to the empty line that already waits below: its place, or null. */
function lineBelowTitle({ doc, selection: { $from, empty } }: EditorState): number | null {
  const inTitle = empty && $from.depth === 1 && $from.index(0) === 0
  if (!inTitle || $from.parentOffset < $from.parent.content.size || doc.childCount < 2) return null
  const next = doc.child(1)
  return next.type.name === 'paragraph' && next.content.size === 0 ? $from.after() + 1 : null
}

function decorate(doc: Node): DecorationSet {
  const title = findTitle(doc)
  if (title === null || title.node.type.spec.code === true) return DecorationSet.empty
  const { node, position } = title
  const marks = ['title']
  if (node.content.size === 0) marks.push('untitled')
  if (doc.childCount === 1) marks.push('alone')
  const heading = node.content.size === 0 ? null : { role: 'heading', 'aria-level': '1' }
  const decorations = [mark(position, node, { class: marks.join(' '), ...heading })]
  const second = doc.childCount === 2 ? doc.child(1) : null
  if (second?.type.name === 'paragraph' && second.content.size === 0) {
    decorations.push(mark(doc.child(0).nodeSize, second, { class: 'unwritten' }))
  }
  return DecorationSet.create(doc, decorations)
}

function mark(position: number, node: Node, attributes: Record<string, string>): Decoration {
  return Decoration.node(position, position + node.nodeSize, attributes)
}
