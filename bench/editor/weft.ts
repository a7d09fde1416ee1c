import { createdDocument } from '@weft/shared/api/documents'
import * as Y from 'yjs'
import type { Contestant } from './contestant.ts'
import type { Prose } from './prose.ts'

/** Weft's own page. Documents are written as any client may, by the rules of docs/MODEL.md. */
export function weft(server: string): Contestant {
  return {
    name: 'Weft',
    async newPage() {
      const response = await fetch(`${server}/api/documents`, { method: 'POST' })
      const { id } = createdDocument.parse(await response.json())
      return { url: `${server}/d/${id}`, sync: `${server.replace('http', 'ws')}/sync`, room: id }
    },
    fill(doc, prose) {
      doc.getText('content').applyDelta([{ insert: 'A long page' }, ...prose.flatMap(blockOf)])
    },
    placeIn(doc, block, letters) {
      const text = doc.getText('content')
      return Y.createRelativePositionFromTypeIndex(text, startOf(text, block) + letters)
    },
  }
}

function blockOf({ kind, runs }: Prose, block: number): object[] {
  const mark = new Y.Map<unknown>([
    ['id', `block${block}`],
    ['kind', kind],
  ])
  if (kind === 'heading') mark.set('level', 2)
  return [
    { insert: mark },
    ...runs.map(({ text, bold }) => ({ insert: text, attributes: bold ? { bold: true } : {} })),
  ]
}

/** Where the letters of a block begin in the flat text. */
function startOf(text: Y.Text, block: number): number {
  let at = 0
  let marks = 0
  for (const { insert } of text.toDelta() as { insert: unknown }[]) {
    at += typeof insert === 'string' ? insert.length : 1
    if (insert instanceof Y.Map && marks++ === block) return at
  }
  throw new Error(`there is no block ${block}`)
}
