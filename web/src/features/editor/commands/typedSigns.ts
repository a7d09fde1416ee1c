import { Extension, InputRule } from '@tiptap/core'
import type { Attrs } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import { numberAt } from '../blocks/numbering.ts'
import { indentAt, isLine, selectedBlocks } from './blockRange.ts'
import { freshen } from './freshen.ts'
import { insertDivider } from './insertDivider.ts'
import { type LineKind, turnInto } from './turnInto.ts'

type Signs = readonly [RegExp, (typed: readonly string[], state: EditorState) => [LineKind, Attrs?]]

const signs: readonly Signs[] = [
  [/^(#{1,6})\s$/, ([, marks = '']) => ['heading', { level: marks.length }]],
  [/^[-+*]\s$/, () => ['bullet']],
  [/^(\d{1,9})[.)]\s$/, ([, digits], state) => ['number', { start: startOf(Number(digits), state) }]],
  [/^\[([ xX]?)\]\s$/, ([, box = '']) => ['task', { checked: /x/i.test(box) }]],
  [/^>\s$/, () => ['quote']],
  [/^(?:```|~~~)([\w+#.-]*)\s$/, ([, language = '']) => ['codeBlock', { language }]],
  [/^(?:---|—-|___\s|\*\*\*\s)$/, () => ['divider']],
]

/** Signs of Markdown at the start of a block turn it into what they stand for, as they are typed. */
export const TypedSigns = Extension.create({
  name: 'typedSigns',
  addInputRules: () =>
    signs.map(
      ([find, read]) =>
        new InputRule({
          find,
          handler: ({ state, range, match }) => {
            const { row, from } = selectedBlocks(state.selection)
            const block = row[from]
            if (from === 0 || block === undefined || !isLine(block)) return null
            const [kind, attrs] = read(match, state)
            if (block.type.name === kind && kind !== 'heading' && kind !== 'number') return null
            state.tr.delete(range.from, range.to)
            turn(freshen(state), kind, attrs)
            return undefined
          },
        }),
    ),
})

function turn(state: EditorState, kind: LineKind, attrs: Attrs = {}): void {
  const dispatch = () => undefined
  if (kind === 'divider') insertDivider(state, dispatch)
  else turnInto(kind, attrs)(state, dispatch)
}

/** A number begins a count of its own, unless it is the one that comes next anyway. */
function startOf(typed: number, { selection }: EditorState): number | null {
  const { row, from } = selectedBlocks(selection)
  return typed === numberAt(row, from, Math.max(0, indentAt(row, from))) ? null : typed
}
