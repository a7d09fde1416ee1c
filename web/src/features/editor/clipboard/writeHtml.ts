import { DOMSerializer, type Node, type Schema } from '@tiptap/pm/model'
import { type Group, groupBlocks, type Nested, nestBlocks } from './nestBlocks.ts'
import { writeOwn } from './ownBlocks.ts'

/** Writes blocks as the nested HTML that other programs read; what each of them is to us is noted on its element. */
export class HtmlWriter {
  readonly #letters: DOMSerializer

  constructor(schema: Schema) {
    this.#letters = DOMSerializer.fromSchema(schema)
  }

  write(row: readonly Node[]): DocumentFragment {
    const [only] = row
    // A part of one item is no list to others.
    if (row.length === 1 && only?.isTextblock === true && only.type.spec.code !== true)
      return fragmentOf([this.#single(only, only.type.name === 'heading' ? undefined : 'p')])
    return this.#nested(nestBlocks(row))
  }

  #nested(blocks: readonly Nested[]): DocumentFragment {
    return fragmentOf(groupBlocks(blocks).flatMap((group) => this.#group(group)))
  }

  #group({ kind, members }: Group): HTMLElement[] {
    if (kind === 'single') return members.map(({ block }) => this.#single(block))
    const frame = document.createElement(kind === 'list' ? 'ul' : kind === 'numbers' ? 'ol' : 'blockquote')
    const start: unknown = members[0]?.block.attrs['start']
    if (typeof start === 'number') frame.setAttribute('start', String(start))
    for (const { block, held } of members) {
      const element = this.#single(block, kind === 'quote' ? 'p' : 'li')
      frame.append(element)
      ;(kind === 'quote' ? frame : element).append(this.#nested(held))
    }
    return [frame]
  }

  #single(block: Node, name = nameOf(block)): HTMLElement {
    const element = document.createElement(name)
    if (block.type.name !== 'title') writeOwn(element, block)
    if (block.type.name === 'table') this.#fillTable(element, block)
    else {
      const letters = this.#letters.serializeFragment(block.content)
      const line = name === 'pre' ? element.appendChild(document.createElement('code')) : element
      const { language } = block.attrs
      if (name === 'pre' && language) line.className = `language-${language}`
      if (block.type.name === 'task') line.append(boxOf(block))
      line.append(letters)
    }
    return element
  }

  #fillTable(element: HTMLElement, table: Node): void {
    const [grid, caption] = table.children
    if (caption !== undefined && caption.content.size > 0)
      element
        .appendChild(document.createElement('caption'))
        .append(this.#letters.serializeFragment(caption.content))
    const body = element.appendChild(document.createElement('tbody'))
    for (const { children: cells } of grid?.children ?? []) {
      const row = body.appendChild(document.createElement('tr'))
      for (const { children: lines, firstChild } of cells) {
        const cell = row.appendChild(document.createElement('td'))
        if (lines.length > 1) cell.append(this.#nested(nestBlocks(lines)))
        else if (firstChild !== null) cell.append(this.#letters.serializeFragment(firstChild.content))
      }
    }
  }
}

const NAMES = new Map([
  ['title', 'h1'],
  ['codeBlock', 'pre'],
  ['table', 'table'],
])

function nameOf({ type, attrs, content }: Node): string {
  if (type.name === 'heading') return `h${attrs['level']}`
  if (type.name === 'divider') return content.size === 0 ? 'hr' : 'p'
  return NAMES.get(type.name) ?? 'p'
}

function boxOf({ attrs }: Node): HTMLElement {
  const box = document.createElement('input')
  box.type = 'checkbox'
  box.disabled = true
  box.toggleAttribute('checked', attrs['checked'] === true)
  return box
}

function fragmentOf(elements: readonly HTMLElement[]): DocumentFragment {
  const fragment = document.createDocumentFragment()
  fragment.append(...elements)
  return fragment
}
