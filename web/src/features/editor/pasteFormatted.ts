import { Extension } from '@tiptap/core'
import { DOMParser, type ParseOptions, type Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'

const TAG = /<[a-z][^>]*>/gi
const REFUSED = /\s(style|on[a-z]+)(?=\s*=)/gi

/**
 * Reads formatted text that is pasted. The page's policy lets no markup bring styles or handlers along, yet many programs
 * say «bold» by a style: those are set aside while the markup is read, and put on the elements by hand.
 */
export const PasteFormatted = Extension.create({
  name: 'pasteFormatted',
  addProseMirrorPlugins() {
    const { schema } = this.editor
    return [
      new Plugin({
        props: {
          transformPastedHTML: (html) => html.replaceAll(TAG, (tag) => tag.replaceAll(REFUSED, ' data-$1')),
          clipboardParser: new StyledParser(schema, DOMParser.fromSchema(schema).rules),
        },
      }),
    ]
  },
})

class StyledParser extends DOMParser {
  override parseSlice(dom: HTMLElement, options?: ParseOptions): Slice {
    for (const element of dom.querySelectorAll<HTMLElement>('[data-style]')) {
      element.style.cssText = element.dataset['style'] ?? ''
    }
    for (const row of dom.querySelectorAll('tr')) writeAsLine(row)
    return super.parseSlice(dom, options)
  }
}

const NO_CELL = 'table, ul, ol, h1, h2, h3, h4, h5, h6, pre, blockquote, hr, p ~ p, div ~ div'

/** The page has no tables: a row of short cells becomes a line, so that their words do not run into each other. */
function writeAsLine(row: HTMLTableRowElement): void {
  const cells = Array.from(row.cells)
  if (cells.length < 2 || cells.some((cell) => cell.querySelector(NO_CELL) !== null)) return
  const line = document.createElement('p')
  for (const cell of cells) {
    if (line.hasChildNodes()) line.append(' | ')
    const inner = cell.querySelector('p, div')
    const wrapped = inner !== null && inner.textContent.trim() === cell.textContent.trim()
    line.append(...(wrapped ? inner : cell).childNodes)
  }
  row.replaceWith(line)
}
