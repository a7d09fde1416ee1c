import * as Y from 'yjs'
import type { Random } from './random.ts'

const KEYS = [
  'id',
  'kind',
  'indent',
  'level',
  'checked',
  'start',
  'language',
  'columns',
  'rows',
  'cells',
  'src',
  '__proto__',
  'constructor',
]
const KINDS = [
  'paragraph',
  'heading',
  'table',
  'task',
  'code',
  'divider',
  'doc',
  'title',
  'text',
  'tableRow',
  'hologram',
  '',
  '__proto__',
]
const MARKS = ['bold', 'link', 'code', 'glow', '__proto__', 'constructor', 'toString']

/** Writes anything at all into a text, as a program might that does not know the format. Letters of `words` are plain text. */
export function writeGarbage(text: Y.Text, chance: Random, words: string): void {
  const at = () => chance.below(text.length + 1)
  const acts: (() => void)[] = [
    () => text.insert(at(), words),
    () => text.insert(at(), words, { [chance.pick(MARKS)]: value(chance) }),
    () => text.insertEmbed(at(), blockMark(chance)),
    () => text.insertEmbed(at(), blockMark(chance)),
    () => text.insertEmbed(at(), object(chance)),
    () => text.insertEmbed(at(), type(chance)),
    () =>
      text.length > 0 && text.format(chance.below(text.length), 1, { [chance.pick(MARKS)]: value(chance) }),
    () => text.length > 0 && text.delete(chance.below(text.length), 1),
    () => text.setAttribute('kind', value(chance)),
    () => foreign(text, chance),
  ]
  chance.pick(acts)()
}

/** Units of a text that the interface of Yjs does not write: raw values, bytes. */
function foreign(text: Y.Text, chance: Random): void {
  Y.transact(text.doc!, (transaction) => {
    const { clientID, store } = transaction.doc
    const contents = [
      new Y.ContentAny([1, 'a', { b: 2 }]),
      new Y.ContentBinary(new Uint8Array(9)),
      new Y.ContentJSON([null, 'x']),
    ]
    const id = Y.createID(clientID, Y.getState(store, clientID))
    // oxlint-disable-next-line no-underscore-dangle
    const right = text._start
    new Y.Item(id, null, null, right, right?.id ?? null, text, null, chance.pick(contents)).integrate(
      transaction,
      0,
    )
  })
}

function blockMark(chance: Random): Y.Map<unknown> {
  const map = new Y.Map<unknown>()
  if (chance.chance(0.8)) map.set('kind', chance.pick(KINDS))
  for (let i = chance.below(5); i > 0; i--)
    map.set(chance.pick(KEYS), chance.chance(0.5) ? value(chance) : type(chance))
  return map
}

function type(chance: Random): Y.AbstractType<unknown> {
  const types = [
    () => Y.Array.from(['c1', 'c2', 'c1', 7, '', 'a/b', null]),
    () => new Y.Text('inside'),
    () => new Y.XmlElement('p'),
    () => new Y.XmlText('xml'),
    () => {
      const cells = new Y.Map<unknown>()
      for (const key of ['c1/c2', 'c2/c1', 'c1/c1', 'c1/c1/9', 'nonsense', '//'])
        cells.set(key, chance.chance(0.7) ? cell(chance) : 5)
      return cells
    },
  ]
  return chance.pick(types)() as Y.AbstractType<unknown>
}

function cell(chance: Random): Y.Text {
  const text = new Y.Text()
  text.insert(0, 'cell')
  if (chance.chance(0.5)) text.insertEmbed(2, blockMark(chance))
  return text
}

function value(chance: Random): unknown {
  return chance.pick<unknown>([
    null,
    true,
    -1,
    0.5,
    10_000,
    'text',
    '<img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    { href: 'javascript:alert(1)' },
    { href: 'https://example.org/' },
    { href: { href: 'x' } },
    [1, [2, [3]]],
    'x'.repeat(2000),
    {},
  ])
}

function object(chance: Random): Record<string, unknown> {
  return chance.pick<Record<string, unknown>>([
    { kind: 'mention', name: 'Ann' },
    { kind: 'hologram', depth: 3 },
    { kind: 5 },
    {},
    { image: 'javascript:alert(1)' },
    JSON.parse('{"__proto__": {"polluted": true}, "kind": "date"}') as Record<string, unknown>,
  ])
}
