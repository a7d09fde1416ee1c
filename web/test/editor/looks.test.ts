import { EditorState, TextSelection } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import { blockLooks } from '../../src/features/editor/blocks/blockLooks.ts'
import { indentBlocks, outdentBlocks } from '../../src/features/editor/commands/indentBlocks.ts'
import { joinBefore, joinBehind } from '../../src/features/editor/commands/joinBlocks.ts'
import { moveBlocks } from '../../src/features/editor/commands/moveBlocks.ts'
import { splitBlock } from '../../src/features/editor/commands/splitBlock.ts'
import { turnInto } from '../../src/features/editor/commands/turnInto.ts'
import { Random } from '../../../shared/test/model/random.ts'
import { page } from './drawing.ts'

const plugin = blockLooks()
const p = (...lines: readonly string[]) => lines.join('\n')

function shown(drawing: string): EditorState {
  const { doc, selection } = page(drawing)
  return EditorState.create({ doc, selection, plugins: [plugin] })
}

/** What is said on the elements of the blocks, by index. */
function looksOf(state: EditorState): Record<string, string>[] {
  const { decorations, looks } = plugin.getState(state)!
  const { doc } = state
  const on = decorations.find().map(({ from, to, type }: { from: number; to: number; type?: unknown }) => {
    expect(doc.resolve(from).nodeAfter?.nodeSize).toBe(to - from)
    return { index: doc.resolve(from).index(0), attrs: (type as { attrs: Record<string, string> }).attrs }
  })
  expect(looks.map(({ block }) => block)).toEqual(doc.children)
  return doc.children.map((_, i) => on.find(({ index }) => index === i)?.attrs ?? {})
}

const numbersOf = (state: EditorState) => looksOf(state).flatMap((look) => look['data-number'] ?? [])

test('[M10] numbered items count from the first of their run, whatever is deeper', () => {
  const state = shown(p('T', '1. a', '  1. b', '  - c', '  1. d', '1. e', 'f', '1. g', '  h', '1. i'))
  expect(numbersOf(state)).toEqual(['1.', '1.', '1.', '2.', '1.', '2.'])
})

test('[M10] an item with a start begins anew', () => {
  const { doc } = page(p('T', '1. a', '1. b', '1. c'))
  const { tr } = EditorState.create({ doc, plugins: [plugin] })
  tr.setNodeAttribute(6, 'start', 7)
  expect(numbersOf(EditorState.create({ doc: tr.doc, plugins: [plugin] }))).toEqual(['1.', '7.', '8.'])
})

test('a quote has its bar beside all that it holds', () => {
  const bars = looksOf(shown(p('T', '> a', '  - b', '  > c', '    d', '> e', 'f'))).map(
    ({ style }) => style?.split('linear-gradient').length ?? 1,
  )
  expect(bars.map((count) => count - 1)).toEqual([0, 1, 1, 2, 2, 1, 0])
})

test('whatever is done to a page, it looks as if it had just been opened', () => {
  const random = new Random(7)
  const kinds = ['paragraph', 'bullet', 'number', 'quote', 'heading', 'divider', 'codeBlock'] as const
  let state = shown(p('T', '1. a', '  1. b', '> c', '  1. d', '1. e', '# f', '--- ', 'g'))
  for (let edit = 0; edit < 600; edit++) {
    const at = random.below(state.doc.content.size + 1)
    const to = random.chance(0.2) ? random.below(state.doc.content.size + 1) : at
    const { tr, schema } = state
    state = state.apply(tr.setSelection(TextSelection.between(state.doc.resolve(at), state.doc.resolve(to))))
    const grow = state.doc.childCount < 16
    const commands = [
      turnInto(random.pick(kinds)),
      indentBlocks,
      outdentBlocks,
      moveBlocks(random.pick(['up', 'down'] as const)),
      joinBefore,
      joinBehind,
      ...(grow ? [splitBlock, splitBlock, splitBlock] : []),
    ]
    random.pick(commands)(state, (done) => {
      state = state.apply(done)
    })
    if (random.chance(0.3) && state.selection.$from.parent.isTextblock)
      state = state.apply(state.tr.insert(state.selection.from, schema.text('x')))
    state.doc.check()
    const fresh = EditorState.create({ doc: state.doc, plugins: [plugin] })
    expect(looksOf(state)).toEqual(looksOf(fresh))
  }
})
