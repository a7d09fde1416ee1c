import { mergeAttributes } from '@tiptap/core'
import { Line } from './line.ts'
import { shortName } from './shortName.ts'

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
        renderHTML: ({ kind }: { kind: string }) => ({ 'data-kind': kind, 'data-name': shortName(kind) }),
      },
    }
  },
  parseHTML: () => [{ tag: 'p.other', priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ['p', mergeAttributes(HTMLAttributes, { class: 'other' }), 0],
})
