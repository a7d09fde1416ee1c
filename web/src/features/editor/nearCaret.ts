import { Extension } from '@tiptap/core'
import { type EditorState, Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { RowDecorations } from './blocks/rowDecorations.ts'

/**
 * Marks the block of the caret and its neighbours. The style sheet lets the browser skip blocks out of sight, and a block
 * that was made a moment ago counts as one: without the mark the caret of a quick typist stays outside the new line.
 */
export const NearCaret = Extension.create({
  name: 'nearCaret',
  addProseMirrorPlugins() {
    return [new Plugin({ props: { decorations: markNear } })]
  },
})

function markNear({ doc, selection }: EditorState): DecorationSet {
  const at = selection.$head.index(0)
  const decorations: Decoration[] = []
  let position = selection.$head.depth === 0 ? selection.head : selection.$head.before(1)
  if (at > 0) position -= doc.child(at - 1).nodeSize
  for (let i = Math.max(0, at - 1); i <= at + 1 && i < doc.childCount; i++) {
    const end = position + doc.child(i).nodeSize
    decorations.push(Decoration.node(position, end, { class: 'near' }))
    position = end
  }
  if (selection.$head.parent.type.name !== 'tableCaption') return new RowDecorations(decorations)
  const here = Decoration.node(selection.$head.before(), selection.$head.after(), { class: 'here' })
  return DecorationSet.create(doc, [...decorations, here])
}
