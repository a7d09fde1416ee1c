import { chromium, expect } from '@playwright/test'
import { test } from '../stories.ts'

test('people see each other come, write and go', async ({ join, newDocument }) => {
  const address = await newDocument()
  const ann = await join('Ann', address)
  await ann.begins('A page for two')
  const bob = await join('Bob', address)
  await expect(ann.here).toHaveCount(2)
  await expect(bob.here).toHaveCount(2)
  await expect(ann.here.last()).toHaveAttribute('data-name', 'Bob')
  await bob.goesBehind('page')
  await expect(ann.caretOf('Bob')).toBeVisible()
  await bob.page.close()
  await expect(ann.here).toHaveCount(1, { timeout: 2000 })
  await expect(ann.caretOf('Bob')).toHaveCount(0)
})

test('carets and selections are drawn over the text, and move no letter of it', async ({
  join,
  newDocument,
}) => {
  const address = await newDocument()
  const ann = await join('Ann', address)
  await ann.begins('Title', 'The quick brown fox jumps over the lazy dog. '.repeat(8))
  const picture = () =>
    ann.text.evaluate((root) => {
      const range = document.createRange()
      range.selectNodeContents(root)
      return { html: root.innerHTML, places: Array.from(range.getClientRects(), (r) => [r.x, r.y, r.width]) }
    })
  const before = await picture()
  const bob = await join('Bob', address)
  await bob.sees('lazy dog')
  await bob.goesBehind('quick')
  await expect(ann.caretOf('Bob')).toBeVisible()
  await bob.page.keyboard.press('Shift+End')
  await expect(ann.caretOf('Bob')).toContainText('Bob')
  expect(await picture()).toEqual(before)
  // Everything selected ends where the text ends.
  const top = async (): Promise<number> => (await ann.caretOf('Bob').boundingBox())?.y ?? -1
  const firstLine = await top()
  await bob.page.keyboard.press('ControlOrMeta+a')
  await expect.poll(top).toBeGreaterThan(firstLine)
  await bob.goesBehind('quick')
  await expect.poll(top).toBeLessThanOrEqual(firstLine)
  // The caret stands where Bob's is: to the right of «quick», in its line.
  const caret = (await ann.caretOf('Bob').boundingBox())!
  const text = (await ann.text.boundingBox())!
  expect(caret.y).toBeGreaterThan(text.y)
  expect(caret.x).toBeGreaterThan(text.x)
})

test('a name stays where it stands while another caret passes, and is placed anew on another line or when it had faded', async ({
  join,
  newDocument,
}) => {
  const address = await newDocument()
  const ann = await join('Ann', address)
  await ann.begins('Title', 'The quick brown fox jumps over the lazy dog.\nAnd sleeps.')
  const [bob, cy] = [await join('Bob', address), await join('Cy', address)]
  for (const one of [bob, cy]) await one.sees('And sleeps')
  const stand = async (bobs: string, cys: string): Promise<void> => {
    await expect(ann.caretOf('Bob')).toHaveAttribute('data-side', bobs)
    await expect(ann.caretOf('Cy')).toHaveAttribute('data-side', cys)
  }
  await bob.goesBehind('quick')
  await expect(ann.caretOf('Bob')).toBeVisible()
  await cy.goesBehind('quick b')
  await stand('above', 'below')
  await bob.goesBehind('quick br')
  await expect
    .poll(
      async () => (await ann.caretOf('Bob').boundingBox())!.x - (await ann.caretOf('Cy').boundingBox())!.x,
    )
    .toBeGreaterThan(0)
  await stand('above', 'below')
  for (const name of ['Bob', 'Cy']) await expect(ann.caretOf(name)).not.toHaveAttribute('data-fresh')
  await cy.goesBehind('lazy')
  await expect(ann.caretOf('Cy')).toHaveAttribute('data-fresh')
  await stand('above', 'above')
  await bob.goesBehind('laz')
  await stand('below', 'above')
  await bob.goesBehind('And')
  await stand('above', 'above')
})

test('somebody whose browser is killed is gone within 30 s', async ({ join, newDocument }) => {
  const address = await newDocument()
  const ann = await join('Ann', address)
  const server = await chromium.launchServer({
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
    ...(process.env.CHROMIUM === undefined ? {} : { executablePath: process.env.CHROMIUM }),
  })
  const browser = await chromium.connect(server.wsEndpoint())
  const page = await browser.newPage()
  await page.goto(address)
  await expect(ann.here).toHaveCount(2)
  await server.kill()
  await expect(ann.here).toHaveCount(1, { timeout: 30_000 })
})

test('a tab that sleeps stays', async ({ join, newDocument }) => {
  test.setTimeout(90_000)
  const address = await newDocument()
  const ann = await join('Ann', address)
  const bob = await join('Bob', address)
  await expect(ann.here).toHaveCount(2)
  const devtools = await bob.page.context().newCDPSession(bob.page)
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
  // Stock clients drop a peer after 30 s of silence; Bob's tab says nothing from now on.
  const asleep = Date.now()
  await expect
    .poll(
      async () => {
        expect(await ann.here.count()).toBe(2)
        return Date.now() - asleep
      },
      { timeout: 60_000, intervals: [1000] },
    )
    .toBeGreaterThan(36_000)
})

test('hostile presence is ignored, not drawn and not thrown', async ({ join, newDocument }) => {
  const address = await newDocument()
  const ann = await join('Ann', address)
  const mallory = await join('Mallory')
  await mallory.page.goto(address)
  await expect(ann.here).toHaveCount(2)
  // What comes from one person is shown once: these come from nobody.
  await mallory.page.context().clearCookies()
  await mallory.page.evaluate(
    async (url) => {
      const states = [
        { user: { name: {}, color: 7 }, cursor: { anchor: 5 } },
        { user: 'Eve', cursor: 'x' },
        { user: { name: '<img src=x onerror=alert(1)>', color: 'red;background:url(//x)' }, cursor: null },
        { user: { name: 'long '.repeat(500), color: '#b3261e' }, cursor: { anchor: {}, head: {} } },
      ]
      const bytes = (text: string): number[] => [...new TextEncoder().encode(text)]
      const varUint = (n: number): number[] => (n < 128 ? [n] : [(n & 127) | 128, ...varUint(n >>> 7)])
      for (const [i, state] of states.entries()) {
        const socket = new WebSocket(url)
        await new Promise((resolve) => socket.addEventListener('open', resolve))
        const json = bytes(JSON.stringify(state))
        const entry = [1, ...varUint(1000 + i), 1, ...varUint(json.length), ...json]
        socket.send(Uint8Array.from([1, ...varUint(entry.length), ...entry]))
      }
    },
    address.replace('http', 'ws').replace('/d/', '/sync/'),
  )
  await expect(ann.here).toHaveCount(6)
  await ann.begins('Undisturbed')
  await ann.isToldSaved()
  const { width } = (await ann.page.locator('body').boundingBox())!
  expect(width).toBeLessThanOrEqual(ann.page.viewportSize()!.width)
})
