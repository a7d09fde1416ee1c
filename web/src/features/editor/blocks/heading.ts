import { Line } from './line.ts'

const LEVELS = [1, 2, 3, 4, 5, 6]

/** A heading of one of six levels. */
export const Heading = Line.extend({
  name: 'heading',
  addAttributes() {
    return {
      ...this.parent?.(),
      level: {
        default: 1,
        rendered: false,
        validate: (level) => {
          if (!LEVELS.includes(Number(level))) throw new RangeError('no level')
        },
      },
    }
  },
  parseHTML: () => LEVELS.map((level) => ({ tag: `h${level}`, attrs: { level } })),
  renderHTML: ({ node, HTMLAttributes }) => [`h${node.attrs['level']}`, HTMLAttributes, 0],
})
