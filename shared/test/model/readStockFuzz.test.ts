import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { readStock } from '../../src/model/readStock.ts'
import { textOf } from '../../src/model/text.ts'
import { Random } from './random.ts'
import { minting } from './shown.ts'

const NAMES = [
  'paragraph,heading,codeBlock,blockquote,bulletList,orderedList,listItem,taskList,taskItem,horizontalRule,image',
  'table,tableRow,tableCell,tableHeader,tableParagraph,table_row,table_cell,hardBreak,mention,inlineMath,math_inline',
  'blockMath,details,detailsSummary,detailsContent,blockGroup,blockContainer,bulletListItem,numberedListItem,quote',
  'columnList,column,callout,emoji,video,unknown,constructor,__proto__,toString,kind,',
].flatMap((names) => names.split(','))

const KEYS =
  'id,kind,indent,level,start,checked,language,colspan,rowspan,latex,caption,label,name,rows,__proto__'.split(
    ',',
  )
const VALUES = [
  null,
  true,
  0,
  3,
  -1,
  1e9,
  Number.NaN,
  'x',
  '',
  7n,
  [1, [2]],
  { a: { b: 1 } },
  new Uint8Array(3),
]

/** The letters that people wrote are told from those of attributes by their script. */
const FIRST_LETTER = 0x4e00

/** A random tree in which every letter is another than all before. */
function randomTree(random: Random): { fragment: Y.XmlFragment; letters: string } {
  const fragment = new Y.Doc().getXmlFragment('content')
  let letters = ''
  const write = () => {
    const text = String.fromCodePoint(
      ...Array.from({ length: random.below(4) }, (_, i) => FIRST_LETTER + letters.length + i),
    )
    letters += text
    return text
  }

  const fillText = (text: Y.Text, depth: number) => {
    for (let runs = random.below(4); runs > 0; runs--) {
      const marks = {
        [random.pick(['bold', 'strong', 'comment--AAAAAAAA', 'link', '__proto__'])]: random.pick(VALUES),
      }
      if (random.below(8) === 0) {
        text.insertEmbed(text.length, random.pick([{ kind: 'date' }, { odd: [1] }]))
      } else if (random.below(12) === 0 && depth < 8) {
        const inner = random.below(2) === 0 ? new Y.XmlText() : new Y.XmlElement(random.pick(NAMES))
        text.insertEmbed(text.length, inner)
        if (inner instanceof Y.XmlText) fillText(inner, depth + 1)
        else fill(inner, depth + 1)
      } else {
        text.insert(text.length, write(), random.below(2) === 0 ? {} : marks)
      }
    }
  }
  const fill = (parent: Y.XmlFragment, depth: number) => {
    for (let children = random.below(depth === 0 ? 9 : 5); children > 0; children--) {
      const child =
        random.below(3) === 0 || depth > 8 ? new Y.XmlText() : new Y.XmlElement(random.pick(NAMES))
      parent.insert(parent.length, [child])
      if (child instanceof Y.XmlText) {
        fillText(child, depth)
        continue
      }
      for (let keys = random.below(4); keys > 0; keys--)
        child.setAttribute(random.pick(KEYS), random.pick(VALUES) as string)
      fill(child, depth + 1)
    }
  }
  fragment.doc?.transact(() => fill(fragment, 0))
  return { fragment, letters }
}

test('[M5] any tree is some page, with every letter once and in order, and no two blocks under one id', () => {
  let most = 0
  for (let seed = 0; seed < 1000; seed++) {
    const { fragment, letters } = randomTree(new Random(seed))
    const page = readStock(fragment, minting())
    const read = textOf(page).replaceAll(/[^\u{4e00}-\u{9fff}]/gu, '')
    expect({ seed, read }).toEqual({ seed, read: letters })
    const ids = page.blocks.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    most = Math.max(most, letters.length)
  }
  expect(most).toBeGreaterThan(300)
})
