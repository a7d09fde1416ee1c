import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { depthOf } from './blockAttributes.ts'
import { type Counts, count } from './numbering.ts'
import { RowDecorations } from './rowDecorations.ts'

/** What a block looks like because of those before it, and what the next one must know. */
interface Look {
  readonly block: Node
  readonly counts: Counts
  /** The indents of the quotes that are open. */
  readonly quotes: readonly number[]
  readonly attributes: Readonly<Record<string, string>> | null
}

interface Looks {
  readonly looks: readonly Look[]
  readonly decorations: DecorationSet
}

const key = new PluginKey<Looks>('blockLooks')
const NONE: readonly never[] = []

/** Shows the numbers of numbered items, and the bars of quotes beside all that they hold: what a style sheet cannot know. */
export const BlockLooks = Extension.create({
  name: 'blockLooks',
  addProseMirrorPlugins: () => [blockLooks()],
})

/** The plugin alone. */
export function blockLooks(): Plugin<Looks> {
  return new Plugin<Looks>({
    key,
    state: {
      init: (_, { doc }) => look(doc, { looks: [], decorations: DecorationSet.empty }),
      apply: (tr, before) => (tr.docChanged ? look(tr.doc, before) : before),
    },
    props: { decorations: (state: EditorState) => key.getState(state)?.decorations },
  })
}

/** Only what changed is looked at, and what comes behind it until nothing is different any more. */
function look(doc: Node, { looks: before, decorations }: Looks): Looks {
  const row = doc.children
  const most = Math.min(row.length, before.length)
  let head = 0
  while (head < most && row[head] === before[head]?.block) head++
  let tail = 0
  while (tail < most - head && row.at(-tail - 1) === before.at(-tail - 1)?.block) tail++

  const looks = before.slice(0, head)
  const grown = row.length - before.length
  for (let i = head; i < row.length; i++) {
    const was = before[i - grown]
    const now = lookAt(row[i]!, looks[i - 1])
    if (i >= row.length - tail && was !== undefined && sameLook(was, now)) break
    looks.push(now)
  }
  if (looks.length === head && grown === 0 && head + tail === row.length)
    return { looks: before, decorations }
  for (let i = looks.length; i < row.length; i++) looks.push(before[i - grown]!)
  return { looks, decorations: decorate(looks) }
}

function decorate(looks: readonly Look[]): DecorationSet {
  const decorations: Decoration[] = []
  let position = 0
  for (const { block, attributes } of looks) {
    const end = position + block.nodeSize
    if (attributes !== null) decorations.push(Decoration.node(position, end, attributes))
    position = end
  }
  return new RowDecorations(decorations)
}

function lookAt(block: Node, before: Look | undefined): Look {
  const indent = depthOf(block)
  const counts = count(before?.counts ?? NONE, block)
  const open = (before?.quotes ?? NONE).filter((quote) => quote < indent)
  const quotes = block.type.name === 'quote' ? [...open, indent] : open
  const opens = open.length > 0 && quotes.length > open.length && before?.quotes.includes(indent) !== true
  return { block, counts, quotes, attributes: attributesOf(block, counts[indent], barsAt(quotes, opens)) }
}

function attributesOf({ type, content }: Node, number: number | undefined, bars: string) {
  const attributes: Record<string, string> = {}
  if (type.name === 'number') attributes['data-number'] = `${number}.`
  // Nobody is told of a heading that has no words.
  if (type.name === 'heading' && content.size === 0) attributes['role'] = 'none'
  if (type.name === 'divider' && content.size === 0) attributes['role'] = 'separator'
  if (bars !== '') Object.assign(attributes, { class: 'quoted', style: `--bars: ${bars}` })
  return Object.keys(attributes).length > 0 ? attributes : null
}

/** The bar of a quote inside a quote begins with its text, below what keeps the two apart. */
function barsAt(quotes: readonly number[], opens: boolean): string {
  return quotes
    .map((indent, i) => {
      const top = opens && i === quotes.length - 1 ? '0.55em' : '0'
      return `linear-gradient(var(--bar) 0 0) calc(${indent} * var(--step)) ${top} / 3px 100% no-repeat`
    })
    .join(', ')
}

function sameLook(a: Look, b: Look): boolean {
  const sameBars = a.attributes?.['style'] === b.attributes?.['style']
  return sameBars && same(a.counts, b.counts) && same(a.quotes, b.quotes)
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a === b || (a.length === b.length && a.every((value, i) => value === b[i]))
}
