import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebsocketProvider } from 'y-websocket'
import { WebsocketProvider as WebsocketProvider2 } from 'y-websocket-2'
import { StockClient } from './stockClient.ts'
import { WeftProcess } from './weftProcess.ts'

let weft: WeftProcess
beforeAll(async () => void (weft = await WeftProcess.start()))
afterAll(() => weft.remove())

const versions = [
  ['3.1.0', WebsocketProvider],
  ['2.1.0', WebsocketProvider2],
] as const

test.each(versions)(
  '[W1] [W3] [N2] stock y-websocket %s syncs a document and awareness both ways',
  async (version, Provider) => {
    const room = `team/notes:${version}`
    const ann = new StockClient(weft.syncUrl, room, { Provider })
    const bob = new StockClient(weft.syncUrl, room, { Provider: WebsocketProvider })
    await Promise.all([ann.synced(), bob.synced()])
    ann.provider.awareness.setLocalStateField('user', { name: 'Ann' })
    bob.provider.awareness.setLocalStateField('user', { name: 'Bob' })
    await Promise.all([ann.seesHere('Ann', 'Bob'), bob.seesHere('Ann', 'Bob')])
    ann.text.insert(0, 'from Ann')
    await bob.sees((page) => page === 'from Ann')
    bob.text.insert(8, ', and Bob')
    await ann.sees((page) => page === 'from Ann, and Bob')
    bob.leave()
    await ann.seesHere('Ann')
    const eve = new StockClient(weft.syncUrl, room, { Provider })
    await eve.synced()
    expect(eve.page).toBe('from Ann, and Bob')
    ann.leave()
    eve.leave()
  },
)

test('[N1] [N3] an open room with the name of a document’s kind is not that document', async () => {
  const document = await weft.newDocument()
  const inDocument = new StockClient(weft.syncUrl, document)
  await inDocument.synced()
  inDocument.text.insert(0, 'the document')
  const names = [`doc/${document}`, `open/${document}`, document.slice(0, 21), `${document}x`]
  for (const name of names) {
    const inRoom = new StockClient(weft.syncUrl, name)
    await inRoom.synced()
    expect(inRoom.page).toBe('')
    inRoom.leave()
  }
  const again = new StockClient(weft.syncUrl, document)
  await again.sees((page) => page === 'the document')
  again.leave()
  inDocument.leave()
})
