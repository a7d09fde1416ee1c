import { Extension } from '@tiptap/core'
import { DOMSerializer, type Fragment, type Schema } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { formatsAtHand, loadFormats } from './loadFormats.ts'

/** What is copied, as other programs read it. */
export const Copy = Extension.create({
  name: 'copy',
  // Before the editor's own.
  priority: 1001,
  onCreate: () => void loadFormats(),
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          clipboardSerializer: new NestedSerializer(this.editor.schema),
          clipboardTextSerializer: ({ content }) => formatsAtHand()?.writeText(content) ?? '',
        },
      }),
    ]
  },
})

class NestedSerializer extends DOMSerializer {
  readonly #schema: Schema

  constructor(schema: Schema) {
    const { nodes, marks } = DOMSerializer.fromSchema(schema)
    super(nodes, marks)
    this.#schema = schema
  }

  override serializeFragment(
    blocks: Fragment,
    ...rest: [{ document?: Document }?, (HTMLElement | DocumentFragment)?]
  ) {
    return formatsAtHand()?.writeHtml(blocks, this.#schema) ?? super.serializeFragment(blocks, ...rest)
  }
}
