import { Extension } from '@tiptap/core'
import { DOMParser, Fragment, type ParseOptions, Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { insertBlocks } from './insertBlocks.ts'
import { formatsAtHand } from './loadFormats.ts'

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
          clipboardParser: new FlatParser(schema, DOMParser.fromSchema(schema).rules),
          handlePaste: ({ state, dispatch }, _event, slice) => {
            if (state.selection.$from.parent.type.name !== 'title') return false
            dispatch(insertBlocks(state.tr, slice).scrollIntoView().setMeta('paste', true))
            return true
          },
        },
      }),
    ]
  },
})

class FlatParser extends DOMParser {
  override parseSlice(dom: HTMLElement, options?: ParseOptions): Slice {
    for (const element of dom.querySelectorAll<HTMLElement>('[data-style]')) {
      element.style.cssText = element.dataset['style'] ?? ''
    }
    const formats = formatsAtHand()
    if (formats === null) return super.parseSlice(dom, options)
    return Slice.maxOpen(Fragment.from(formats.readHtml(dom, this, options)), false)
  }
}
