import { expect } from '@playwright/test'
import { Random } from '../random.ts'
import { sameText, test } from '../stories.ts'
import type { Writer } from '../writer.ts'

const KEYS = [
  ...[
    'ArrowUp',
    'ArrowDown',
    'ArrowUp',
    'ArrowDown',
    'Home',
    'End',
    'ControlOrMeta+Home',
    'ControlOrMeta+End',
  ],
  ...['Enter', 'Enter', 'Backspace', 'Delete', 'Tab', 'Shift+Tab', 'Alt+ArrowUp', 'Alt+ArrowDown'],
  ...['Shift+ArrowDown', 'Shift+End', 'ControlOrMeta+b', 'ControlOrMeta+z', 'ControlOrMeta+Shift+z'],
]
/** At the beginning of a line they turn it into something else. */
const SIGNS = ['# ', '- ', '1. ', '[ ] ', '[x] ', '> ', '``` ', 'word ', 'and another ']

async function act(writer: Writer, random: Random): Promise<void> {
  // Where Tab does nothing to a block it leads out of the text.
  await writer.text.focus()
  if (random.next() < 0.7) return writer.page.keyboard.press(random.pick(KEYS))
  if (random.next() < 0.3) await writer.page.keyboard.press('Home')
  await writer.types(random.pick(SIGNS))
}

/** The page as the browser has it, but for where the caret is. */
function shapeOf({ text }: Writer): Promise<string> {
  return text.evaluate((page) => {
    const OF_CARET = new Set(['near', 'here', 'selection', 'ProseMirror-selectednode'])
    const shape = (node: Node): string => {
      if (!(node instanceof Element)) return JSON.stringify(node.textContent)
      const attributes = [...node.attributes].flatMap(({ name, value }) => {
        if (name !== 'class') return [`${name}=${value}`]
        const names = value.split(' ').filter((one) => one !== '' && !OF_CARET.has(one))
        return names.length > 0 ? [`class=${names.toSorted().join(' ')}`] : []
      })
      return `<${[node.localName, ...attributes.toSorted()].join(' ')}>${[...node.childNodes].map(shape).join('')}</>`
    }
    return [...page.children].map(shape).join('\n')
  })
}

/** The blocks that are marked as neighbours of the caret and are not, or are and are not marked. */
function farFromCaret({ text }: Writer): Promise<string[]> {
  return text.evaluate((page) => {
    const blocks = [...page.children]
    const at = blocks.findIndex((block) => block.contains(document.getSelection()?.focusNode ?? null))
    return blocks.flatMap((block, i) =>
      block.classList.contains('near') === Math.abs(i - at) <= 1 ? [] : [`${i} beside ${at}`],
    )
  })
}

for (const seed of [1, 2, 3]) {
  test(`a page that two people changed edit by edit looks as it does to who opens it now (seed ${seed})`, async ({
    join,
    newDocument,
  }) => {
    const address = await newDocument()
    const ann = await join('Ann', address)
    await ann.begins('Edit by edit')
    await ann.page.keyboard.press('Enter')
    await ann.pastes(
      [
        '## Plan',
        'Some words here',
        '- one',
        '  - two',
        '1. first',
        '2. second',
        '> said',
        '- [ ] to do',
      ].join('\n\n'),
    )
    const bob = await join('Bob', address)
    await bob.sees('to do')
    await bob.goesToEnd()
    const random = new Random(seed)
    for (let turn = 0; turn < 150; turn++) await act(random.next() < 0.5 ? ann : bob, random)
    // No block comes or goes with these, and yet their looks change: a heading is no longer empty, the caret walks.
    await bob.goesToEnd()
    await bob.page.keyboard.press('Enter')
    await bob.types('# ')
    await sameText([ann, bob])
    await bob.types('H')
    await ann.page.keyboard.press('ControlOrMeta+Home')
    for (let line = 0; line < 3; line++) await ann.page.keyboard.press('ArrowDown')

    await sameText([ann, bob])
    expect(await farFromCaret(ann)).toEqual([])
    expect(await farFromCaret(bob)).toEqual([])
    await ann.isToldSaved()
    await bob.isToldSaved()
    const eve = await join('Eve', address)
    await sameText([ann, bob, eve])
    const fresh = await shapeOf(eve)
    expect(await shapeOf(ann)).toBe(fresh)
    expect(await shapeOf(bob)).toBe(fresh)
  })
}
