import { type DOMParser, Fragment, type Node, type ParseOptions, type Schema } from '@tiptap/pm/model'
import { BlockRow, type Place } from './blockRow.ts'
import { isChecked, isDataTable, isSpacing, itemOf, languageOf, literalText } from './htmlSigns.ts'
import { makeTable } from './makeTable.ts'
import { readOwn } from './ownBlocks.ts'

const BLOCKS =
  'address, article, aside, blockquote, dd, details, div, dl, dt, fieldset, figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, header, hr, li, main, nav, ol, p, pre, section, summary, table, tbody, td, tfoot, th, thead, tr, ul'
const IGNORED = 'head, link, meta, noscript, object, script, style, template, title'

/** Reads nested HTML as a flat row of blocks. Words are kept whatever they stand in; what they say in a line, `parser` knows. */
export function readHtml(dom: HTMLElement, parser: DOMParser, options: ParseOptions = {}): Node[] {
  const reader = new HtmlReader(parser, options)
  reader.readAll([...dom.childNodes], reader.row.page())
  return reader.row.blocks
}

class HtmlReader {
  readonly row: BlockRow
  readonly #schema: Schema
  readonly #parser: DOMParser
  readonly #options: ParseOptions
  /** The elements around the blocks that say something about their letters. */
  #around: readonly Element[] = []

  constructor(parser: DOMParser, options: ParseOptions) {
    this.#parser = parser
    this.#options = options
    this.#schema = parser.schema
    this.row = new BlockRow(parser.schema)
  }

  readAll(nodes: readonly ChildNode[], place: Place): void {
    let line: ChildNode[] = []
    const end = () => {
      if (!line.every(isSpacing)) this.row.addText(place, this.#inline(line))
      line = []
    }
    for (const node of nodes) {
      if (!(node instanceof Element)) line.push(node)
      else if (node.matches(BLOCKS)) {
        end()
        this.#readBlock(node, place)
      } else if (node.querySelector(BLOCKS) !== null) {
        end()
        const outside = this.#around
        this.#around = [...outside, node]
        this.readAll([...node.childNodes], place)
        this.#around = outside
      } else if (!node.matches(IGNORED)) line.push(node)
    }
    end()
  }

  #readBlock(element: Element, place: Place): void {
    const own = readOwn(element, this.#schema)
    if (own !== null) return this.#readOwn(element, own, place)
    const children = [...element.childNodes]
    switch (element.localName) {
      case 'ul':
      case 'ol':
        return this.#readList(element, place)
      case 'li':
        return this.#readItem(element, place, null)
      case 'blockquote': {
        const quote = this.row.inQuote(place)
        return this.readAll(children, quote)
      }
      case 'pre': {
        const language = languageOf(element)
        return this.row.addBlock(place, 'codeBlock', { language }, this.#code(element))
      }
      case 'hr':
        return this.row.addBlock(place, 'divider', {}, [])
      case 'table':
        if (element instanceof HTMLTableElement && isDataTable(element))
          return this.#readTable(element, place)
        return this.readAll(children, place)
      default: {
        const level = /^h([1-6])$/.exec(element.localName)?.[1]
        const isText = level === undefined || (place.lead !== null && !place.begun)
        if (isText || element.querySelector(BLOCKS) !== null) return this.readAll(children, place)
        if (!children.every(isSpacing))
          this.row.addBlock(place, 'heading', { level: Number(level) }, this.#inline(children))
      }
    }
  }

  #readList(list: Element, place: Place): void {
    let start: number | null = list.localName === 'ol' ? Number(list.getAttribute('start') ?? 1) : null
    if (start !== null && (!Number.isSafeInteger(start) || start < 0)) start = 1
    for (const child of list.children) {
      if (child.matches('ul, ol')) {
        this.#readList(child, { indent: place.indent + 1, lead: null, begun: true })
        continue
      }
      this.#readItem(child, place, start)
      start = null
    }
  }

  #readItem(element: Element, place: Place, start: number | null): void {
    const own = readOwn(element, this.#schema)
    if (own !== null) return this.#readOwn(element, own, place)
    const checked = isChecked(element)
    const type = checked === null ? itemOf(element) : 'task'
    const item = this.row.inItem(place, type, checked === null ? {} : { checked }, start)
    this.readAll([...element.childNodes], item)
    this.row.begin(item)
  }

  /** A block of ours is what it was; what else is in it are the blocks that it holds. */
  #readOwn(element: Element, own: Node, place: Place): void {
    if (element instanceof HTMLTableElement) {
      this.#readTable(element, place, own)
      return
    }
    const children = [...element.childNodes]
    const held = children.findIndex((child) => child instanceof Element && child.matches(BLOCKS))
    const line = held < 0 ? children : children.slice(0, held)
    const content = own.type.spec.code === true ? this.#code(element) : this.#inline(line)
    this.row.blocks.push(own.type.create(own.attrs, content))
    if (held >= 0) this.readAll(children.slice(held), place)
  }

  #readTable(table: HTMLTableElement, place: Place, own: Node | null = null): void {
    const rows = [...table.rows].map((row) =>
      [...row.cells].flatMap((cell) => {
        const reader = new HtmlReader(this.#parser, this.#options)
        reader.readAll([...cell.childNodes], reader.row.page())
        const blanks = Math.min(cell.colSpan, 50) - 1
        return [reader.row.blocks, ...Array.from({ length: blanks }, () => [])]
      }),
    )
    const caption = table.caption === null ? Fragment.empty : this.#inline([...table.caption.childNodes])
    const made = makeTable(rows, caption, this.#schema)
    if (own === null) this.row.addTable(place, made)
    else this.row.blocks.push(made.type.create(own.attrs, made.content))
  }

  #inline(nodes: readonly ChildNode[]): Fragment {
    const line = document.createElement('div')
    let inner: Element = line
    for (const element of this.#around) {
      const shell = element.cloneNode(false) as Element
      inner.append(shell)
      inner = shell
    }
    inner.append(...nodes)
    for (const box of line.querySelectorAll('input')) box.remove()
    const { paragraph } = this.#schema.nodes
    if (paragraph === undefined) return Fragment.empty
    return this.#parser.parse(line, { ...this.#options, topNode: paragraph.create() }).content
  }

  #code(element: Element): Node[] {
    const text = literalText(element)
    return text === '' ? [] : [this.#schema.text(text)]
  }
}
