import { mergeAttributes } from '@tiptap/core'
import { NodeSelection, Plugin, TextSelection } from '@tiptap/pm/state'
import { Line } from './line.ts'

/** A line between two parts of the text. It may have a label [M11]; one without is chosen as a whole. */
export const Divider = Line.extend({
  name: 'divider',
  selectable: true,
  parseHTML: () => [{ tag: 'p.divider', priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ['p', mergeAttributes(HTMLAttributes, { class: 'divider' }), 0],

  addProseMirrorPlugins() {
    return [
      new Plugin({
        // However the caret came into a line without a label, there is nothing for it to stand in.
        appendTransaction: (_transactions, _before, { selection, tr }) => {
          const { $from, empty } = selection
          const inside = empty && selection instanceof TextSelection && $from.parent.type === this.type
          if (!inside || $from.parent.content.size > 0) return null
          return tr.setSelection(NodeSelection.create(tr.doc, $from.before()))
        },
      }),
    ]
  },
})
