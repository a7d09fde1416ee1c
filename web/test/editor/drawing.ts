import type { Node } from '@tiptap/pm/model'
import { type Command, EditorState, NodeSelection, TextSelection } from '@tiptap/pm/state'
import { schema } from '../binding/schema.ts'

export { schema }

/**
 * Pages as drawings: the title, then a line for each block, two blanks for each indent, and a sign for its kind. `|` is the
 * caret, two of them a selection; a divider that is chosen is drawn as `[---]`. Blocks have the ids a, b, c …
 */
export function page(drawing: string): EditorState {
  const bars: number[] = []
  const take = (text: string, at: number) => {
    const [first = '', ...others] = text.split('|')
    let length = first.length
    for (const other of others) {
      bars.push(at + length)
      length += other.length
    }
    return [first, ...others].join('')
  }
  const lines = drawing.split('\n').map((line) => line.replaceAll('\\n', '\r'))
  const blocks: Node[] = []
  let position = 0
  let chosen: number | null = null
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '[---]') chosen = position
    const { type, attrs, text } = i === 0 ? { type: 'title', attrs: null, text: line } : readLine(line, i)
    const letters = take(text, position + 1)
    const node = schema.node(type, attrs, readText(letters, type))
    blocks.push(node)
    position += node.nodeSize
  }
  const doc = schema.node('doc', null, blocks)
  doc.check()
  const [anchor = 1, head = anchor] = bars
  const selection =
    chosen === null ? TextSelection.create(doc, anchor, head) : NodeSelection.create(doc, chosen)
  return EditorState.create({ doc, selection })
}

/** What the page looks like after these commands, the last of which must have had something to do. */
export function after(drawing: string, ...commands: readonly Command[]): string {
  return draw(act(page(drawing), ...commands))
}

export function act(before: EditorState, ...commands: readonly Command[]): EditorState {
  let state = before
  for (const command of commands) {
    const done = command(state, (tr) => {
      state = state.apply(tr)
    })
    if (!done) throw new Error('the command had nothing to do')
    state.doc.check()
  }
  return state
}

/** The ids of the blocks below the title. */
export function idsOf({ doc }: EditorState): unknown[] {
  return doc.children.slice(1).map(({ attrs }) => attrs['id'])
}

const SIGNS: readonly (readonly [string, string, object])[] = [
  ['- ', 'bullet', {}],
  ['1. ', 'number', { start: null }],
  ['[ ] ', 'task', { checked: false }],
  ['[x] ', 'task', { checked: true }],
  ['> ', 'quote', {}],
  ['$ ', 'codeBlock', {}],
  ['--- ', 'divider', {}],
  ['[---]', 'divider', {}],
  ['? ', 'otherBlock', { kind: 'image' }],
  ['# ', 'heading', { level: 1 }],
  ['## ', 'heading', { level: 2 }],
]

function readLine(line: string, i: number) {
  const text = line.trimStart()
  const indent = (line.length - text.length) / 2
  const id = String.fromCharCode(96 + i)
  const [sign, type, attrs] = SIGNS.find(([start]) => text.startsWith(start)) ?? ['', 'paragraph', {}]
  return { type, attrs: { id, indent, ...attrs }, text: text.slice(sign.length) }
}

function readText(letters: string, type: string): Node[] {
  if (type === 'codeBlock') return letters === '' ? [] : [schema.text(letters.replaceAll('\r', '\n'))]
  return letters
    .split('\r')
    .flatMap((line, i) => [
      ...(i > 0 ? [schema.node('hardBreak')] : []),
      ...(line === '' ? [] : [schema.text(line)]),
    ])
}

export function draw({ doc, selection }: EditorState): string {
  const lines: string[] = []
  doc.forEach((block, offset) => {
    const start = offset + 1
    let text = block.textBetween(0, block.content.size, '', '\n')
    if (selection instanceof TextSelection) {
      const ends = new Set(
        [selection.anchor, selection.head].filter((at) => at >= start && at <= start + block.content.size),
      )
      for (const at of [...ends].sort((a, b) => b - a))
        text = `${text.slice(0, at - start)}|${text.slice(at - start)}`
    }
    const isChosen = selection instanceof NodeSelection && selection.from === offset
    lines.push(
      '  '.repeat(Number(block.attrs['indent'] ?? 0)) +
        (isChosen ? '[---]' : signOf(block)) +
        text.replaceAll('\n', '\\n'),
    )
  })
  return lines.join('\n')
}

function signOf({ type, attrs }: Node): string {
  const sign = SIGNS.find(
    ([, name, own]) =>
      name === type.name && Object.entries(own).every(([key, value]) => attrs[key] === value),
  )
  return sign?.[0] ?? (type.name === 'number' ? `${attrs['start']}. ` : '')
}
