import { Line } from './line.ts'

/** What somebody else said. It holds the deeper blocks behind it; BlockLooks draws their bar. */
export const Quote = Line.extend({
  name: 'quote',
  parseHTML: () => [{ tag: 'blockquote' }],
  renderHTML: ({ HTMLAttributes }) => ['blockquote', HTMLAttributes, 0],
})
