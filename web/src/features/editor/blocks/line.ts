import { Node } from '@tiptap/core'
import { blockAttributes } from './blockAttributes.ts'

/** What all blocks of one line of text have in common. */
export const Line = Node.create({
  group: 'block line',
  content: 'inline*',
  defining: true,
  selectable: false,
  addAttributes: () => blockAttributes,
})
