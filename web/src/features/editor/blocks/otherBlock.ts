import { mergeAttributes } from '@tiptap/core'
import { Line } from './line.ts'

/** A block of a kind this version does not know, or has no looks for: its text is shown plain [M7]. */
export const OtherBlock = Line.extend({
  name: 'otherBlock',
  addAttributes() {
    return {
      ...this.parent?.(),
      kind: {
        default: '',
        validate: 'string',
        parseHTML: (element) => element.dataset['kind'] ?? '',
        renderHTML: ({ kind }) => ({ 'data-kind': kind }),
      },
    }
  },
  parseHTML: () => [{ tag: 'p.other', priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ['p', mergeAttributes(HTMLAttributes, { class: 'other' }), 0],
})
