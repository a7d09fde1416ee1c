import * as Y from 'yjs'
import type { Random } from './random.ts'

/** Writes something at the end of a page that this version of the editor would never write. */
type Odd = (text: Y.Text) => void

const MARKUP = '<img src="https://example.org/x.png" onerror="alert(1)"><script>alert(2)</script>'
const MEGABYTE = 'x'.repeat(1024 * 1024)
/** As a parser makes it: with a key of its own that is called like the prototype. */
const PROTOTYPES: unknown = JSON.parse(
  '{"__proto__": {"kind": "x"}, "constructor": 1, "toString": {}, "kind": "x"}',
)

/** A block as a client can write it. */
export function writeBlock(text: Y.Text, keys: Readonly<Record<string, unknown>>, letters = ''): void {
  text.insertEmbed(text.length, new Y.Map(Object.entries(keys)), {})
  text.insert(text.length, letters, {})
}

const block =
  (keys: () => Readonly<Record<string, unknown>>): Odd =>
  (text) =>
    writeBlock(text, keys(), 'ODD')

const embed =
  (content: () => unknown): Odd =>
  (text) => {
    text.insert(text.length, 'ODD', {})
    text.insertEmbed(text.length, content() as object, {})
  }

const marked =
  (attributes: Readonly<Record<string, unknown>>): Odd =>
  (text) =>
    text.insert(text.length, 'ODD', attributes)

const KINDS =
  'paragraph heading bullet number task quote code divider table image file callout toggle columns column math diagram footnote'
const NONSENSE: readonly (() => unknown)[] = [
  () => null,
  () => -1.5,
  () => 1e300,
  () => 'nonsense',
  () => true,
  () => [[[]], { a: [null] }],
  () => ({ a: { b: 1 } }),
  () => new Uint8Array([1, 2, 3]),
  () => new Y.Text('inside'),
  () => Y.Array.from([1, { a: 1 }, null]),
  () => new Y.Map(Object.entries({ a: 1 })),
  () => new Y.XmlElement('script'),
]
const KEYS = [
  'id',
  'indent',
  'level',
  'checked',
  'start',
  'language',
  'columns',
  'rows',
  'cells',
  'src',
  'other',
]

const wrong = (i: number): Record<string, unknown> =>
  Object.fromEntries(KEYS.map((key, k) => [key, NONSENSE[(i + k) % NONSENSE.length]!()]))

const everyKindWith =
  (keys: (i: number) => Readonly<Record<string, unknown>>): Odd =>
  (text) =>
    KINDS.split(' ').forEach((kind, i) => writeBlock(text, { ...keys(i), kind }, `ODD ${kind} `))

const table = (columns: unknown, rows: unknown, cells: unknown): Record<string, unknown> => ({
  kind: 'table',
  columns,
  rows,
  cells,
})

/** A table with one cell that holds this. */
const cell = (content: unknown): Record<string, unknown> =>
  table(Y.Array.from(['c']), Y.Array.from(['r']), new Y.Map(Object.entries({ 'r/c': content })))

function tableInTable(depth: number): Record<string, unknown> {
  const text = new Y.Text('CELL')
  if (depth > 0) text.insertEmbed(4, new Y.Map(Object.entries(tableInTable(depth - 1))))
  return cell(text)
}

/** Each under a name that ends the sentence «the page holds …». All leave the letters ODD on the page. */
export const ODD: Readonly<Record<string, Odd>> = {
  'a block of an unknown kind': block(() => ({ id: 'k', kind: 'kanban', board: { lanes: [1, 2] } })),
  'a mark nobody knows': marked({ sparkle: { much: true } }),
  'marks of wrong types': marked({ bold: 'yes', italic: 1, link: 'https://example.org', code: { a: 1 } }),
  'an atom of an unknown kind': embed(() => ({ kind: 'poll', question: 'why?' })),
  'an atom without a kind': embed(() => ({})),
  'an embedded number': embed(() => 5),
  'an embedded list': embed(() => [1, [2]]),
  'a Y.Array in the text': embed(() => Y.Array.from([1, 2])),
  'a Y.Text in the text': embed(() => new Y.Text('inside')),
  'a Y.XmlElement in the text': embed(() => new Y.XmlElement('script')),
  'a Y.XmlText in the text': embed(() => new Y.XmlText('inside')),
  'a Y.XmlFragment in the text': embed(() => new Y.XmlFragment()),
  'a block without a kind': block(() => ({ id: 'k' })),
  'a block without anything': block(() => ({})),
  'a kind that is no text': block(() => ({ kind: { heading: 1 } })),
  'a kind that is a shared text': block(() => ({ kind: new Y.Text('heading') })),
  'wrong types for every key of every kind': everyKindWith(wrong),
  'other wrong types for every key of every kind': everyKindWith((i) => wrong(i + 5)),
  'tables without rows, columns or cells': (text) => {
    for (const nothing of NONSENSE) writeBlock(text, table(nothing(), nothing(), nothing()), 'ODD ')
  },
  'a table with nonsense in its order and its cells': block(() => {
    const order = () => Y.Array.from(['a', 'a', 1, null, {}, 'b/c', '', 'x'.repeat(99), 'b'])
    const cells = new Y.Map<unknown>(
      Object.entries({
        'a/a': 'no text',
        'a/b': new Y.Text('CELL'),
        'b/a': Y.Array.from([1]),
        'b/b/9': new Y.Text('CELL'),
        'b/b/x/y': new Y.XmlElement('p'),
        'z/z': new Y.Text('CELL'),
      }),
    )
    return table(order(), order(), cells)
  }),
  'a table in a table’s cell': block(() => tableInTable(3)),
  'odd blocks in a table’s cell': block(() => {
    const text = new Y.Text('CELL')
    text.insertEmbed(4, new Y.Map(Object.entries({ kind: 'kanban' })))
    text.insertEmbed(5, { kind: 'poll' })
    text.insertEmbed(6, Y.Array.from([1]))
    return cell(text)
  }),
  'links that run scripts': (text) => {
    const scripts = [
      'javascript:alert(1)',
      ' java\nscript:alert(2)',
      '\u0001javascript:alert(3)',
      'JAVASCRIPT://%0aalert(4)',
    ]
    const hrefs = [
      ...scripts,
      'data:text/html,<script>alert(5)</script>',
      'vbscript:alert(6)',
      'blob:x',
      'file:///etc/passwd',
    ]
    for (const href of hrefs)
      text.insert(text.length, 'ODD ', { link: { href, target: '_self', onclick: 'alert(7)' } })
  },
  'markup in every string': (text) => {
    const keys = Object.fromEntries(KEYS.map((key) => [key, MARKUP]))
    writeBlock(text, { ...keys, kind: MARKUP, [MARKUP]: MARKUP }, `ODD ${MARKUP}`)
    for (const kind of KINDS.split(' ')) writeBlock(text, { ...keys, kind }, MARKUP)
    text.insertEmbed(text.length, { kind: MARKUP, name: MARKUP, [MARKUP]: MARKUP })
    text.insert(text.length, MARKUP, { [MARKUP]: MARKUP, link: { href: MARKUP }, style: 'color: red' })
  },
  'a block ten thousand levels deep': block(() => ({ kind: 'bullet', indent: 10_000 })),
  'a thousand blocks, each deeper than the one before': (text) => {
    for (let indent = 0; indent < 1000; indent++) writeBlock(text, { kind: 'bullet', indent })
    text.insert(text.length, 'ODD')
  },
  'keys that are called like what every object has': (text) => {
    const names = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'valueOf']
    writeBlock(
      text,
      Object.fromEntries([...names.map((name): [string, unknown] => [name, { x: 1 }]), ['kind', 'bullet']]),
      'ODD ',
    )
    for (const kind of names) writeBlock(text, { kind, id: kind }, 'ODD ')
    text.insertEmbed(text.length, PROTOTYPES as object)
    for (const name of names) text.insert(text.length, 'ODD ', { [name]: true })
  },
  'values of a megabyte': (text) => {
    writeBlock(text, { kind: 'kanban', board: MEGABYTE }, 'ODD')
    writeBlock(text, { kind: 'bullet', id: MEGABYTE })
    text.insertEmbed(text.length, { kind: 'poll', question: MEGABYTE })
    text.insert(text.length, 'ODD', { sparkle: MEGABYTE, link: { href: `https://example.org/${MEGABYTE}` } })
  },
  'names of a megabyte': (text) => {
    writeBlock(text, { kind: MEGABYTE }, 'ODD')
    text.insertEmbed(text.length, { kind: MEGABYTE, name: MEGABYTE })
  },
  'letters that are none': (text) =>
    writeBlock(text, { kind: 'code' }, 'ODD\r\n\u0000\u0007\u2028\ufffe\ud800 \u202eodd\n\n'),
  'blocks with one id': (text) => {
    for (const letters of ['ODD', 'ODD', 'other', ''])
      writeBlock(text, { id: 'same', kind: 'bullet' }, letters)
  },
}

/** A page of many odd things, and of things that are odd in a way nobody thought of. */
export function oddPage(random: Random): Odd {
  const named = Object.entries(ODD).flatMap(([name, odd]) => (/thousand|megabyte/.test(name) ? [] : [odd]))
  const nonsense = () => random.pick(NONSENSE)()
  const key = () => random.pick([...KEYS, 'kind', '__proto__', MARKUP])
  const some = (): Record<string, unknown> =>
    Object.fromEntries(Array.from({ length: random.below(6) }, () => [key(), nonsense()]))
  const kind = () => random.pick([...KINDS.split(' '), 'kanban', ''])
  let from = 0
  const somewhere = ({ length }: Y.Text) => from + random.below(length - from + 1)
  const fresh: Odd[] = [
    (text) => writeBlock(text, { ...some(), kind: kind() }, 'odd '),
    (text) => text.insertEmbed(somewhere(text), new Y.Map(Object.entries({ kind: kind(), ...some() }))),
    (text) => text.insertEmbed(somewhere(text), nonsense() ?? {}),
    (text) => text.format(somewhere(text), 1, { [key()]: true, link: { href: MARKUP } }),
    (text) => text.insert(somewhere(text), '\n'),
  ]
  return (text) => {
    from = text.length
    for (let i = 0; i < 15; i++) random.pick(random.below(3) === 0 ? named : fresh)(text)
  }
}
