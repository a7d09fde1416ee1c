import type { Attrs, Node, Schema } from '@tiptap/pm/model'

/** Other programs see what a block looks like; this attribute tells a page of ours what it is. */
const OWN = 'data-weft'

/** Notes on the element of a block what it is. */
export function writeOwn(element: Element, { type, attrs }: Node): void {
  const own = Object.entries(attrs).filter(([name, value]) => value !== type.spec.attrs?.[name]?.default)
  element.setAttribute(OWN, JSON.stringify([type.name, Object.fromEntries(own)]))
}

/** The block, still without its text, that an element was written from; null for an element of other programs. */
export function readOwn(element: Element, schema: Schema): Node | null {
  const written = element.getAttribute(OWN)
  if (written === null) return null
  try {
    const [name, attrs] = JSON.parse(written) as [string, Attrs]
    const type = Object.hasOwn(schema.nodes, name) ? schema.nodes[name] : undefined
    if (type?.isInGroup('block') !== true) return null
    const node = type.createAndFill(attrs)
    // Anybody can write to a clipboard.
    node?.check()
    return node
  } catch {
    return null
  }
}
