import { DOMSerializer, type Node } from '@tiptap/pm/model'
import type { EditorView, NodeView } from '@tiptap/pm/view'
import { t } from 'i18next'

/** A task on the page. Its box stands beside the text, so that the caret never meets it. */
export class TaskView implements NodeView {
  readonly dom: HTMLElement
  readonly contentDOM: HTMLElement
  readonly #box = document.createElement('input')
  #node: Node

  constructor(node: Node, view: EditorView, position: () => number | undefined) {
    this.#node = node
    this.dom = DOMSerializer.fromSchema(view.state.schema).serializeNode(node) as HTMLElement
    this.contentDOM = this.dom.querySelector('p') ?? this.dom
    this.contentDOM.replaceChildren()
    const place = document.createElement('label')
    place.contentEditable = 'false'
    this.#box.type = 'checkbox'
    this.#box.ariaLabel = t('document.done')
    this.#box.checked = node.attrs['checked'] === true
    // The caret stays where it is.
    this.#box.addEventListener('mousedown', (event) => event.preventDefault())
    this.#box.addEventListener('change', () => {
      const at = position()
      if (at !== undefined && view.editable)
        view.dispatch(view.state.tr.setNodeAttribute(at, 'checked', this.#box.checked))
      this.#box.checked = this.#node.attrs['checked'] === true
    })
    place.append(this.#box)
    this.dom.prepend(place)
  }

  update(node: Node): boolean {
    const { id, indent, rest, checked } = node.attrs
    const now = this.#node.attrs
    if (node.type !== this.#node.type || id !== now['id'] || indent !== now['indent'] || rest !== now['rest'])
      return false
    this.#node = node
    this.#box.checked = checked === true
    this.dom.toggleAttribute('data-checked', checked === true)
    return true
  }

  stopEvent({ target }: Event): boolean {
    return target === this.#box
  }
}
