import * as Y from 'yjs'

/** Letters with the attributes that y-prosemirror writes. */
interface Run {
  insert: string | object
  attributes?: Record<string, unknown>
}

type Child = Y.XmlElement | string | Run[]

/** A node as y-prosemirror makes one: text and runs of text become a Y.XmlText. */
export function node(
  name: string,
  attributes: Record<string, unknown> = {},
  ...children: Child[]
): Y.XmlElement {
  const element = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value as string)
  element.insert(0, children.map(typeOf))
  return element
}

/** A paragraph, the node that stands in most others. */
export function p(...children: Child[]): Y.XmlElement {
  return node('paragraph', {}, ...children)
}

/** A document that holds these nodes, as another page sends it. */
export function stock(...children: Child[]): Y.XmlFragment {
  const there = new Y.Doc()
  there.getXmlFragment('content').insert(0, children.map(typeOf))
  const here = new Y.Doc()
  Y.applyUpdate(here, Y.encodeStateAsUpdate(there))
  return here.getXmlFragment('content')
}

function typeOf(child: Child): Y.XmlElement | Y.XmlText {
  if (child instanceof Y.XmlElement) return child
  const text = new Y.XmlText()
  text.applyDelta(typeof child === 'string' ? [{ insert: child }] : child)
  return text
}
