import { expect } from '@playwright/test'
import { read } from '@weft/shared/model/read'
import * as Y from 'yjs'
import { stockClient } from '../stockClient.ts'
import { test } from '../stories.ts'

test('a stock y-websocket client reads and writes in the same document as the editor', async ({
  join,
  newDocument,
}) => {
  const address = await newDocument()
  const ann = await join('Ann', address)
  await ann.begins('From the editor', '# A heading')
  await ann.isToldSaved()

  const { text, provider, leave } = await stockClient(address)
  provider.awareness.setLocalStateField('user', { name: 'A script', color: '#146c2e' })
  expect(read(text)).toMatchObject({
    head: [{ text: 'From the editor', marks: {} }],
    blocks: [{ kind: 'heading', attributes: { level: 1 }, content: [{ text: 'A heading' }] }],
  })
  await expect(ann.here).toHaveCount(2)
  await expect(ann.here.last()).toHaveAttribute('data-name', 'A script')
  const names = [...provider.awareness.getStates().values()].map(
    (state) => (state['user'] as { name: string }).name,
  )
  expect(names.sort()).toEqual(['A script', 'Ann'])

  const point = new Y.Map(Object.entries({ kind: 'bullet', indent: 0 }))
  text.insertEmbed(text.length, point)
  text.insert(text.length, 'From the ')
  text.insert(text.length, 'script', { bold: true })
  await ann.sees('From the script')
  await expect(ann.text.locator('strong')).toHaveText('script')
  expect(await ann.reads()).toBe('From the editor\nA heading\nFrom the script')
  await ann.goesToEnd()
  await ann.types(', answered')
  await ann.isToldSaved()
  expect(read(text).blocks.at(-1)).toMatchObject({
    kind: 'bullet',
    content: [
      { text: 'From the ', marks: {} },
      { text: 'script, answered', marks: { bold: true } },
    ],
  })
  leave()
  await expect(ann.here).toHaveCount(1)
})
