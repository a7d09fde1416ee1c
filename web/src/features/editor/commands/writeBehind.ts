import { Extension } from '@tiptap/core'
import { type Command, NodeSelection, Plugin, TextSelection } from '@tiptap/pm/state'
import { indentOf } from './blockRange.ts'

/** Begins a line behind the block that is chosen as a whole. */
export const writeBehind: Command = ({ selection, schema, tr }, dispatch) => {
  const { paragraph } = schema.nodes
  if (!(selection instanceof NodeSelection) || !selection.node.isBlock || paragraph === undefined)
    return false
  tr.insert(selection.to, paragraph.create({ indent: indentOf(selection.node) }))
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, selection.to + 1)).scrollIntoView())
  return true
}

/** What is typed while a block is chosen goes behind it: a stray letter must not take the place of a divider or a table. */
export const WriteBehind = Extension.create({
  name: 'writeBehind',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          handleTextInput(view, _from, _to, text) {
            if (!writeBehind(view.state, view.dispatch)) return false
            view.dispatch(view.state.tr.insertText(text).scrollIntoView())
            return true
          },
          handleDOMEvents: {
            beforeinput(view, { inputType }) {
              if (inputType === 'insertCompositionText') writeBehind(view.state, view.dispatch)
              return false
            },
          },
        },
      }),
    ]
  },
})
