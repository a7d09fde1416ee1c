import type { Fragment, Node } from '@tiptap/pm/model'
import { type Group, groupBlocks, type Nested, nestBlocks } from './nestBlocks.ts'

/** Blocks as plain text, with the signs that lists have in a letter. */
export function writeText(content: Fragment): string {
  const children = content.content
  // A part of one line is its words alone.
  if (children.length === 1 && children[0]?.isTextblock === true) return wordsOf(children[0])
  return writeGroups(nestBlocks(children))
}

function writeGroups(blocks: readonly Nested[]): string {
  return groupBlocks(blocks).map(writeGroup).join('\n\n')
}

function writeGroup({ kind, members }: Group): string {
  if (kind === 'single') return members.map(({ block }) => writeSingle(block)).join('\n\n')
  if (kind === 'quote')
    return prefix('> ', members.map(({ block, held }) => withHeld(wordsOf(block), held)).join('\n\n'))
  const start = Number(members[0]?.block.attrs['start'] ?? 1)
  return members
    .map(({ block, held }, i) => {
      const sign = kind === 'numbers' ? `${start + i}. ` : signOf(block)
      const [first = '', ...others] = withHeld(wordsOf(block), held, '\n').split('\n')
      const rest = others.map((line) => (line === '' ? '' : ' '.repeat(sign.length) + line))
      return [sign + first, ...rest].join('\n')
    })
    .join('\n')
}

function withHeld(words: string, held: readonly Nested[], gap = '\n\n'): string {
  return held.length === 0 ? words : `${words}${gap}${writeGroups(held)}`
}

function signOf({ type, attrs }: Node): string {
  if (type.name !== 'task') return '- '
  return attrs['checked'] === true ? '[x] ' : '[ ] '
}

function writeSingle(block: Node): string {
  if (block.type.name === 'divider') return wordsOf(block) || '---'
  if (block.type.name !== 'table') return wordsOf(block)
  const [grid, caption] = block.children
  const rows = (grid?.children ?? []).map((row) =>
    row.children.map((cell) => cell.children.map(wordsOf).join(' ')).join('\t'),
  )
  return [...rows, ...(caption === undefined || caption.content.size === 0 ? [] : [wordsOf(caption)])].join(
    '\n',
  )
}

function wordsOf(block: Node): string {
  return block.textBetween(0, block.content.size, '\n', leafText)
}

function leafText({ type, attrs }: Node): string {
  if (type.name === 'hardBreak') return '\n'
  const { name } = attrs['atom'] ?? {}
  return typeof name === 'string' ? name : ''
}

function prefix(sign: string, text: string): string {
  return text.replaceAll(/^/gm, sign).replaceAll(/[ ]+$/gm, '')
}
