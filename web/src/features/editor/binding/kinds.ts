import type { Node, NodeType, Schema } from '@tiptap/pm/model'

/** The kinds of blocks this version shows as what they are, with the editor's name for each. */
const NODES: Readonly<Record<string, string>> = {
  paragraph: 'paragraph',
  heading: 'heading',
  bullet: 'bullet',
  number: 'number',
  task: 'task',
  quote: 'quote',
  code: 'codeBlock',
  divider: 'divider',
}
const KINDS = new Map(Object.entries(NODES).map(([kind, name]) => [name, kind]))

/** The node type that shows blocks of this kind; what is not known is shown plain. */
export function nodeTypeOf(kind: string, schema: Schema): NodeType {
  const name = Object.hasOwn(NODES, kind) ? NODES[kind] : undefined
  return nodeType(name ?? 'otherBlock', schema)
}

/** The kind of a block in the document model. */
export function kindOf({ type, attrs }: Node): string {
  const kind: unknown = type.name === 'otherBlock' ? attrs['kind'] : KINDS.get(type.name)
  return typeof kind === 'string' ? kind : type.name
}

export function nodeType(name: string, schema: Schema): NodeType {
  const type = schema.nodes[name]
  if (type === undefined) throw new Error(`the editor has no node «${name}»`)
  return type
}
