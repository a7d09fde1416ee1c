import { expect } from '@playwright/test'
import { test } from '../stories.ts'

/** Weft's own messages 100 and 101 (PROTOCOL.md, W4), as the server writes them. */
const SAVED = 100
const event = (json: string): Buffer => Buffer.from([101, json.length, ...Buffer.from(json)])

test('it says «Saved» only when the server has said so', async ({ join, newDocument }) => {
  const address = await newDocument()
  const ann = await join('Ann')
  let silent = false
  await ann.page.routeWebSocket(/\/sync\//, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) => {
      if (!(silent && message[0] === SAVED)) socket.send(message)
    })
  })
  await ann.open(address)
  await ann.begins('kept ')
  await ann.isToldSaved()
  silent = true
  await ann.types('not yet')
  await expect(ann.status).toHaveAttribute('data-state', 'saving')
  await expect(ann.status).toContainText('Saving…')
})

test('[D5] it says «Not saved» and why while the server cannot write, and «Saved» again afterwards', async ({
  join,
  newDocument,
}) => {
  const address = await newDocument()
  const ann = await join('Ann')
  let say: (json: string) => void = () => {}
  await ann.page.routeWebSocket(/\/sync\//, (socket) => {
    socket.connectToServer()
    say = (json) => socket.send(event(json))
  })
  await ann.open(address)
  await ann.begins('hello')
  await ann.isToldSaved()
  say('{"type":"storeFailing","reason":"diskFull"}')
  await expect(ann.status).toHaveAttribute('data-state', 'notSaved')
  await expect(ann.status).toContainText('Not saved: the server’s disk is full')
  say('{"type":"storeRecovered"}')
  await ann.isToldSaved()
})

test('an address of no document says so and leads home', async ({ join, weft }) => {
  const ann = await join('Ann')
  await ann.page.goto(`${weft.url}/d/0123456789012345678901`)
  await expect(ann.page.getByRole('heading', { name: 'There is no such document' })).toBeVisible()
  await ann.page.getByRole('button', { name: 'Go home' }).click()
  await expect(ann.page.getByRole('button', { name: 'New document' })).toBeVisible()
})
