import { mergeAttributes } from '@tiptap/core'
import { Line } from './line.ts'
import { TaskView } from './taskView.ts'

/** Something to do, with a box to check. */
export const Task = Line.extend({
  name: 'task',
  addAttributes() {
    return {
      ...this.parent?.(),
      checked: {
        default: false,
        validate: 'boolean',
        parseHTML: (element) => 'checked' in element.dataset,
        renderHTML: ({ checked }) => (checked === true ? { 'data-checked': '' } : null),
      },
    }
  },
  parseHTML: () => [{ tag: 'div.task', contentElement: 'p' }],
  renderHTML: ({ HTMLAttributes }) => ['div', mergeAttributes(HTMLAttributes, { class: 'task' }), ['p', 0]],
  addNodeView:
    () =>
    ({ node, view, getPos }) =>
      new TaskView(node, view, getPos),
})
