import { mergeAttributes } from '@tiptap/core'
import { Line } from './line.ts'

/** An item of a list. */
export const Bullet = Line.extend({
  name: 'bullet',
  parseHTML: () => [{ tag: 'p.bullet', priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ['p', mergeAttributes(HTMLAttributes, { class: 'bullet' }), 0],
})
