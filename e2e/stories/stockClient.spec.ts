import { expect } from '@playwright/test'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { test } from '../stories.ts'

test('a stock y-websocket client writes in the same document as the editor', async ({
  join,
  newDocument,
}) => {
  const address = await newDocument()
  const ann = await join('Ann', address)
  await ann.begins('From the editor')
  await ann.isToldSaved()

  const { host, pathname } = new URL(address)
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`ws://${host}/sync`, pathname.replace('/d/', ''), doc, {
    disableBc: true,
  })
  provider.awareness.setLocalStateField('user', { name: 'A script', color: '#146c2e' })
  const synced = new Promise((resolve) => provider.once('sync', resolve))
  await synced
  const content = doc.getXmlFragment('content')
  expect(content.toJSON()).toContain('From the editor')
  await expect(ann.here).toHaveCount(2)
  await expect(ann.here.last()).toHaveAttribute('data-name', 'A script')
  const names = [...provider.awareness.getStates().values()].map(
    (state) => (state['user'] as { name: string }).name,
  )
  expect(names.sort()).toEqual(['A script', 'Ann'])

  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('From the script')])
  content.insert(content.length, [paragraph])
  await ann.sees('From the script')
  provider.destroy()
  await expect(ann.here).toHaveCount(1)
})
