import { Fragment, type Node, type Slice } from '@tiptap/pm/model'
import { Selection, type Transaction } from '@tiptap/pm/state'

/** Puts what is pasted in the place of the selection. A title that is still empty is filled by the first line. */
export function insertBlocks(tr: Transaction, slice: Slice): Transaction {
  const { $from, $to } = tr.selection
  const [first, ...others] = slice.content.content
  const inTitle = $from.parent.type.name === 'title' && $from.sameParent($to)
  const whole = $from.parentOffset === 0 && $to.parentOffset === $to.parent.content.size
  if (!inTitle || !whole || first === undefined || !canBeTitle(first)) return tr.replaceSelection(slice)
  const start = $from.before()
  const title = $from.parent.type.create(null, first.content)
  const pasted = Fragment.from([title, ...others])
  tr.replaceWith(start, $from.after(), pasted)
  return tr.setSelection(Selection.near(tr.doc.resolve(start + pasted.size), -1))
}

function canBeTitle({ type }: Node): boolean {
  return type.name === 'heading' || type.name === 'paragraph'
}
