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
    return super.parseSlice(dom, options)
  }
}
