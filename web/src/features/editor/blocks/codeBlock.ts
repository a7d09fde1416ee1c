import { Line } from './line.ts'

/** Code. Its lines are line feeds, its letters carry no marks. */
export const CodeBlock = Line.extend({
  name: 'codeBlock',
  content: '(text | atom)*',
  marks: '',
  code: true,
  addAttributes() {
    return {
      ...this.parent?.(),
      language: {
        default: '',
        validate: 'string',
        parseHTML: (element) => element.dataset['language'] ?? '',
        renderHTML: ({ language }) => (language === '' ? null : { 'data-language': language }),
      },
    }
  },
  parseHTML: () => [{ tag: 'pre', preserveWhitespace: 'full' }],
  renderHTML: ({ HTMLAttributes }) => ['pre', { ...HTMLAttributes, spellcheck: 'false' }, ['code', 0]],
})
