import { InputRule, Mark, markPasteRule } from '@tiptap/core'
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { isLinkable, openAddress, readAddress } from '../../ui/linkAddress.ts'

const TYPED =
  /(?:^|\s)((?:https?:\/\/|www\.)[^\s<>]*[^\s<>.,;:!?)\]}'"，。；：！？）])[.,;:!?)\]}'"，。；：！？）]*[ ]$/
const PASTED = /https?:\/\/[^\s<>]*[^\s<>.,;:!?)\]}'"，。；：！？）]/g
const MARKDOWN = /(?<!!)\[([^[\]]+)\]\(([^\s()]+)\)$/

/**
 * Words that lead somewhere. Only web and mail addresses are taken in or shown. A press puts the caret into the words;
 * with Ctrl or ⌘ it follows the link.
 */
export const Link = Mark.create({
  name: 'link',
  priority: 1000,
  keepOnSplit: false,
  exitable: true,
  inclusive: false,

  addAttributes() {
    return { href: { default: null } }
  },

  parseHTML() {
    return [
      {
        tag: 'a[href]',
        getAttrs: (element) => (isLinkable(element.getAttribute('href') ?? '') ? null : false),
      },
    ]
  },

  renderHTML({ HTMLAttributes: { href } }) {
    const safe = typeof href === 'string' && isLinkable(href) ? href : null
    return ['a', { href: safe, rel: 'noopener noreferrer', target: '_blank' }, 0]
  },

  addInputRules() {
    const link = (state: { tr: Transaction }, from: number, words: string, address: string | null) => {
      if (address === null) return
      const mark = this.type.create({ href: address })
      state.tr.addMark(from, from + words.length, mark).removeStoredMark(this.type)
    }
    return [
      new InputRule({
        find: TYPED,
        handler: ({ state, range, match: [whole, typed = ''] }) => {
          const from = range.from + whole.indexOf(typed)
          link(state, from, typed, readAddress(typed))
          state.tr.insertText(' ', range.to)
        },
      }),
      new InputRule({
        find: MARKDOWN,
        handler: ({ state, range, match: [, words = '', target = ''] }) => {
          const address = readAddress(target)
          if (address === null) return
          state.tr.insertText(words, range.from, range.to)
          link(state, range.from, words, address)
        },
      }),
    ]
  },

  addPasteRules() {
    return [
      markPasteRule({ find: PASTED, type: this.type, getAttributes: ([address]) => ({ href: address }) }),
    ]
  },

  addProseMirrorPlugins() {
    return [new Plugin({ props: { handleClick: follow, handlePaste: linkSelection } })]
  },
})

function follow(view: EditorView, _position: number, event: MouseEvent): boolean {
  if (!(event.ctrlKey || event.metaKey) || !(event.target instanceof Element)) return false
  const link = event.target.closest('a')
  if (link === null || !view.dom.contains(link)) return false
  openAddress(link.getAttribute('href') ?? '')
  return true
}

/** An address that is pasted over words becomes their link. */
function linkSelection(view: EditorView, event: ClipboardEvent): boolean {
  const { state } = view
  const address = readAddress(event.clipboardData?.getData('text/plain') ?? '')
  if (address === null || !canLink(state)) return false
  const { from, to } = state.selection
  view.dispatch(state.tr.addMark(from, to, state.schema.mark('link', { href: address })))
  return true
}

function canLink({ selection, schema }: EditorState): boolean {
  const { $from, $to, empty } = selection
  const { link } = schema.marks
  return !empty && link !== undefined && $from.sameParent($to) && $from.parent.type.allowsMarkType(link)
}
