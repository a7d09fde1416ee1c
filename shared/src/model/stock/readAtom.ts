import type * as Y from 'yjs'
import type { Inline } from '../page.ts'
import { isInline, type Piece } from './piece.ts'
import { readAttributes } from './readAttributes.ts'

/** An inline node as an atom, and the pieces in the node that are not part of it. */
export function readAtom(
  kind: string,
  node: Y.XmlElement,
  pieces: readonly Piece[],
): [Inline, readonly Piece[]] {
  const attributes = readAttributes(kind, node)
  const tex = kind === 'math' && attributes['tex'] === undefined ? lettersIn(pieces) : null
  if (tex !== null) return [{ atom: { ...attributes, kind, tex }, marks: {} }, []]
  return [{ atom: { ...attributes, kind }, marks: {} }, pieces]
}

/** The letters of a node that holds nothing else, else null. */
function lettersIn(pieces: readonly Piece[]): string | null {
  const texts = pieces.flatMap((piece) => (isInline(piece) && 'text' in piece ? [piece.text] : []))
  return texts.length === pieces.length ? texts.join('') : null
}
