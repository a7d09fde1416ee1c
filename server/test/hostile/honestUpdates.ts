import * as Y from 'yjs'
import { Random } from '../world/random.ts'

/** The updates of people who use all that Yjs has, one for each act, as stock clients write them. */
export function honestUpdates(seed: number, acts: number): Uint8Array[] {
  const random = new Random(seed)
  const updates: Uint8Array[] = []
  const docs = [1, 2, 3].map((person) => {
    const doc = new Y.Doc()
    doc.clientID = seed * 10 + person
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'others') updates.push(update)
    })
    return doc
  })
  for (let i = 0; i < acts; i++) {
    act(random, random.pick(docs))
    const [from, to] = [random.pick(docs), random.pick(docs)]
    if (random.chance(0.5)) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), 'others')
  }
  return [...updates, ...docs.map((doc) => Y.encodeStateAsUpdate(doc)), Y.mergeUpdates(updates)]
}

function act(random: Random, doc: Y.Doc): void {
  const text = doc.getText('text')
  const array = doc.getArray<unknown>('array')
  const map = doc.getMap<unknown>('map')
  const tree = doc.getXmlFragment('tree')
  const acts = [
    () => text.insert(random.below(text.length + 1), random.pick(['a', 'some words', '安静', '\u{1F600}'])),
    () => text.length > 4 && text.delete(random.below(text.length - 3), 3),
    () => text.length > 4 && text.format(random.below(text.length - 3), 3, { bold: true, link: { to: 'x' } }),
    () => text.insertEmbed(random.below(text.length + 1), { image: 'x', nested: [[1]] }),
    () => text.insertEmbed(random.below(text.length + 1), new Y.Map([['kind', 'block']])),
    () => array.insert(random.below(array.length + 1), [1, 'two', { three: [3, 4.5] }, null, 12345678901]),
    () => array.insert(0, [Uint8Array.of(1, 2), false, true]),
    () => array.push([new Y.Array(), new Y.Text('inner')]),
    () => array.length > 2 && array.delete(random.below(array.length - 1), 2),
    () => map.set(random.pick(['a', 'b']), random.pick([1, 'x', { deep: { er: true } }])),
    () => map.set('doc', new Y.Doc({ guid: 'sub' })),
    () => map.delete('a'),
    () => tree.insert(0, [new Y.XmlElement('p'), new Y.XmlText('words')]),
    () => tree.length > 0 && tree.delete(0, 1),
  ]
  doc.transact(() => random.pick(acts)())
}
