import { Node } from '@tiptap/core'

/** The whole of a document: its title and a flat row of blocks. */
export const Page = Node.create({ name: 'doc', topNode: true, content: 'title block*' })
