import { Node } from '@tiptap/core'
import { blockAttributes } from './blockAttributes.ts'

/** What prosemirror-tables calls these. */
const ROLES = new Map([
  ['tableGrid', 'table'],
  ['tableRow', 'row'],
  ['tableCell', 'cell'],
])

/** A table: its grid, and the caption that is its line of text. It is chosen as a whole, and none of its parts is. */
export const Table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableGrid tableCaption',
  isolating: true,
  extendNodeSchema: ({ name }) => (ROLES.has(name) ? { tableRole: ROLES.get(name) } : {}),
  addAttributes: () => blockAttributes,
  parseHTML: () => [{ tag: 'div.table' }],
  renderHTML: ({ HTMLAttributes }) => ['div', { ...HTMLAttributes, class: 'table' }, 0],
})

/** The rows of a table. Wider than the page, it scrolls in itself. */
export const TableGrid = Node.create({
  name: 'tableGrid',
  content: 'tableRow+',
  selectable: false,
  addAttributes: () => ({ columns: { default: [], rendered: false } }),
  parseHTML: () => [{ tag: 'div.grid', contentElement: 'tbody' }],
  renderHTML: () => ['div', { class: 'grid' }, ['table', ['tbody', 0]]],
})

/** A row of a table. */
export const TableRow = Node.create({
  name: 'tableRow',
  content: 'tableCell+',
  selectable: false,
  addAttributes: () => ({ id: blockAttributes.id }),
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: ({ HTMLAttributes }) => ['tr', HTMLAttributes, 0],
})

/** A cell of a table: a small page of its own. Its first line is always plain text [M18]. */
export const TableCell = Node.create({
  name: 'tableCell',
  content: 'line+',
  selectable: false,
  isolating: true,
  addAttributes: () => ({ column: { default: null, rendered: false, validate: 'string|null' } }),
  parseHTML: () => [{ tag: 'td' }],
  renderHTML: () => ['td', 0],
})

/** What stands below a table. */
export const TableCaption = Node.create({
  name: 'tableCaption',
  content: 'inline*',
  selectable: false,
  parseHTML: () => [{ tag: 'p.caption', priority: 60 }],
  renderHTML: () => ['p', { class: 'caption' }, 0],
})
