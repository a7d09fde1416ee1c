import { Line } from './line.ts'

/** Plain text: what a block is unless it is something else. */
export const Paragraph = Line.extend({
  name: 'paragraph',
  priority: 1000,
  defining: false,
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: ({ HTMLAttributes }) => ['p', HTMLAttributes, 0],
})
