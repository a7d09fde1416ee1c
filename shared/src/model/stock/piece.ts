import * as Y from 'yjs'
import { isJsonObject, jsonOf } from '../json.ts'
import type { Inline } from '../page.ts'
import { readMarks } from './readMarks.ts'

/** What a node of the stock format holds: letters, atoms and other nodes. */
export type Piece = Inline | Node

type Node = Y.XmlFragment | Y.Text

/** The pieces of a node, in order. What is neither a node nor a text is passed over. */
export function piecesOf(node: Node): Piece[] {
  if (node instanceof Y.Text) return inlinesOf(node)
  const children: readonly unknown[] = node.toArray()
  return children.flatMap((child) => {
    if (child instanceof Y.Text) return inlinesOf(child)
    return child instanceof Y.XmlFragment ? [child] : []
  })
}

/** Whether a piece is part of a line, and no node. */
export function isInline(piece: Piece): piece is Inline {
  return !(piece instanceof Y.AbstractType)
}

function inlinesOf(text: Y.Text): Piece[] {
  const delta = text.toDelta() as readonly { insert: unknown; attributes?: Record<string, unknown> }[]
  return delta.flatMap(({ insert, attributes = {} }): Piece[] => {
    if (insert instanceof Y.XmlFragment || insert instanceof Y.Text) return [insert]
    const marks = readMarks(attributes)
    if (typeof insert === 'string') return [{ text: insert, marks }]
    const atom = jsonOf(insert)
    return isJsonObject(atom) ? [{ atom, marks }] : []
  })
}
