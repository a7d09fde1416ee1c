import { mergeAttributes } from '@tiptap/core'
import { Line } from './line.ts'

/** An item of a numbered list; `start` begins the count anew [M10]. What number it has, BlockLooks shows. */
export const Numbered = Line.extend({
  name: 'number',
  addAttributes() {
    return {
      ...this.parent?.(),
      start: {
        default: null,
        validate: (start) => {
          if (start !== null && (!Number.isSafeInteger(start) || Number(start) < 0))
            throw new RangeError('no number')
        },
        parseHTML: (element) => readStart(element.dataset['start']),
        renderHTML: ({ start }) => (start === null ? null : { 'data-start': start }),
      },
    }
  },
  parseHTML: () => [{ tag: 'p.number', priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ['p', mergeAttributes(HTMLAttributes, { class: 'number' }), 0],
})

function readStart(text = ''): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}
