import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import type { Contestant } from './contestant.ts'
import type { Prose } from './prose.ts'

const lists: Partial<Record<Prose['kind'], { list: string; item: string }>> = {
  bullet: { list: 'bulletList', item: 'listItem' },
  number: { list: 'orderedList', item: 'listItem' },
  task: { list: 'taskList', item: 'taskItem' },
}

/** The plain editor of bench/plain. Its pages are open rooms of the same server, so that only the editors differ. */
export function plain(page: string, server: string): Contestant {
  const sync = `${server.replace('http', 'ws')}/sync`
  return {
    name: 'plain',
    async newPage() {
      const room = randomUUID()
      return { url: `${page}/?${new URLSearchParams({ sync, room })}`, sync, room }
    },
    fill(doc, prose) {
      doc.transact(() => doc.getXmlFragment('default').insert(0, nodesOf(prose)))
    },
    placeIn(doc, block, letters) {
      const text = textsIn(doc.getXmlFragment('default'))[block]
      if (text === undefined) throw new Error(`there is no block ${block}`)
      return Y.createRelativePositionFromTypeIndex(text, letters)
    },
  }
}

/** The blocks as top-level nodes of TipTap's schema: items that follow one another are one list. */
function nodesOf(prose: readonly Prose[]): Y.XmlElement[] {
  return runsOf(prose).map(([first, ...others]) => {
    const names = lists[first.kind]
    if (names === undefined) {
      return first.kind === 'quote' ? element('blockquote', [textblock(first)]) : textblock(first)
    }
    const items = [first, ...others].map((block) => element(names.item, [textblock(block)]))
    return element(names.list, items)
  })
}

function runsOf(prose: readonly Prose[]): [Prose, ...Prose[]][] {
  const runs: [Prose, ...Prose[]][] = []
  for (const block of prose) {
    const run = runs.at(-1)
    if (run?.[0].kind === block.kind && block.kind in lists) run.push(block)
    else runs.push([block])
  }
  return runs
}

function textblock({ kind, runs }: Prose): Y.XmlElement {
  const text = new Y.XmlText()
  text.applyDelta(runs.map((run) => ({ insert: run.text, attributes: run.bold ? { bold: {} } : {} })))
  if (kind === 'code') return element('codeBlock', [text])
  const block = element(kind === 'heading' ? 'heading' : 'paragraph', [text])
  // The types say text, the editor wants the number that it wrote itself.
  if (kind === 'heading') block.setAttribute('level', 2 as unknown as string)
  return block
}

function element(name: string, children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name)
  made.insert(0, children)
  return made
}

function textsIn(node: Y.XmlFragment): Y.XmlText[] {
  return node
    .toArray()
    .flatMap((child) =>
      child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? textsIn(child) : [],
    )
}
