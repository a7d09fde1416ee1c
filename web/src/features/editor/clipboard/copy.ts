import { Extension } from '@tiptap/core'
import { DOMSerializer, type Fragment, type Schema } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { HtmlWriter } from './writeHtml.ts'
import { writeText } from './writeText.ts'

/** What is copied, as other programs read it. */
export const Copy = Extension.create({
  name: 'copy',
  // Before the editor's own.
  priority: 1001,
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          clipboardSerializer: new NestedSerializer(this.editor.schema),
          clipboardTextSerializer: ({ content }) => writeText(content),
        },
      }),
    ]
  },
})

class NestedSerializer extends DOMSerializer {
  readonly #writer: HtmlWriter

  constructor(schema: Schema) {
    const { nodes, marks } = DOMSerializer.fromSchema(schema)
    super(nodes, marks)
    this.#writer = new HtmlWriter(schema)
  }

  override serializeFragment(fragment: Fragment): DocumentFragment {
    return this.#writer.write(fragment.content)
  }
}
