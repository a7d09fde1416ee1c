/** A node that opens a block. What it holds are letters, or blocks; a paragraph that is the first of those may be its line. */
export interface BlockRole {
  readonly is: 'block'
  readonly kind: string
  readonly holds: 'letters' | 'line' | 'blocks'
}

/** A node around the items of a list. */
interface ListRole {
  readonly is: 'list'
  readonly item: 'bullet' | 'number' | 'task'
}

/**
 * What a node of the stock format is in a flat page. A wrapper is nothing but what it holds. Containers and groups are
 * BlockNote's: a container is one block, and a group in it is what the block holds.
 */
export type Role =
  | BlockRole
  | ListRole
  | { readonly is: 'atom'; readonly kind: string }
  | {
      readonly is: 'item' | 'wrapper' | 'container' | 'group' | 'table' | 'row' | 'cell' | 'break' | 'unknown'
    }

const letters = (kind: string): Role => ({ is: 'block', kind, holds: 'letters' })
const line = (kind: string): Role => ({ is: 'block', kind, holds: 'line' })
const blocks = (kind: string): Role => ({ is: 'block', kind, holds: 'blocks' })

const ROLES = new Map<string, Role>([
  ['paragraph', letters('paragraph')],
  ['tableParagraph', letters('paragraph')],
  ['detailsSummary', letters('paragraph')],
  ['heading', letters('heading')],
  ['bulletListItem', letters('bullet')],
  ['numberedListItem', letters('number')],
  ['checkListItem', letters('task')],
  ['toggleListItem', letters('toggle')],
  ['quote', letters('quote')],
  ['codeBlock', letters('code')],
  ['blockMath', letters('math')],
  ['mathDisplay', letters('math')],
  ['horizontalRule', letters('divider')],
  ['image', letters('image')],
  ['taskItem', line('task')],
  ['blockquote', line('quote')],
  ['details', line('toggle')],
  ['columnList', blocks('columns')],
  ['columns', blocks('columns')],
  ['column', blocks('column')],
  ['bulletList', { is: 'list', item: 'bullet' }],
  ['orderedList', { is: 'list', item: 'number' }],
  ['taskList', { is: 'list', item: 'task' }],
  ['mention', { is: 'atom', kind: 'mention' }],
  ['inlineMath', { is: 'atom', kind: 'math' }],
  ['mathInline', { is: 'atom', kind: 'math' }],
  ['listItem', { is: 'item' }],
  ['detailsContent', { is: 'wrapper' }],
  ['blockContainer', { is: 'container' }],
  ['blockGroup', { is: 'group' }],
  ['table', { is: 'table' }],
  ['tableRow', { is: 'row' }],
  ['tableCell', { is: 'cell' }],
  ['tableHeader', { is: 'cell' }],
  ['hardBreak', { is: 'break' }],
])

/** The role of a node by its name, in camel case as TipTap writes it or in snake case as ProseMirror does. */
export function roleOf(name: string): Role {
  const camel = name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  return ROLES.get(camel) ?? { is: 'unknown' }
}
