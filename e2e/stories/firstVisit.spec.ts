import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { test } from '../stories.ts'
import { Writer } from '../writer.ts'

test('a stranger presses Enter, writes, sends the address to a friend, and they write together', async ({
  join,
  weft,
}) => {
  const ann = await join('Ann')
  await ann.page.goto(weft.url)
  await expect(ann.page.getByRole('button', { name: 'New document' })).toBeFocused()
  await ann.page.keyboard.press('Enter')
  await expect(ann.text).toHaveAttribute('contenteditable', 'true')
  await ann.types('Our plan')
  await ann.page.keyboard.press('Enter')
  for (const typed of ['# A heading', '- a point', 'another']) {
    await ann.types(typed)
    await ann.page.keyboard.press('Enter')
  }
  await expect(ann.text.locator('h1').last()).toHaveText('A heading')
  await expect(ann.text.locator('.bullet')).toHaveCount(3)
  const bob = await join('Bob', ann.page.url())
  await bob.sees('Our plan')
  await bob.goesBehind('another')
  await bob.types(' from Bob')
  await ann.sees('another from Bob')
  await ann.isToldSaved()
  await ann.page.goto(weft.url)
  await expect(ann.page.getByRole('link', { name: /Our plan/ })).toBeVisible()
})

test('a guest is given a friendly name, and a Chinese one in Chinese', async ({ browser, newDocument }) => {
  const address = await newDocument()
  for (const [locale, friendly] of [
    ['en-GB', /^[A-Z][a-z]+ [A-Z][a-z]+$/],
    ['zh-CN', /^\p{Script=Han}+$/u],
  ] as const) {
    const context = await browser.newContext({ locale })
    const guest = new Writer('?', await context.newPage())
    await guest.open(address)
    expect(await guest.here.first().getAttribute('data-name')).toMatch(friendly)
    await context.close()
  }
})

test('a document comes by one connection that asks for it once, before the editor is there to ask', async ({
  join,
  newDocument,
}) => {
  const address = await newDocument()
  const ann = await join('Ann', address)
  await ann.begins('kept')
  await ann.isToldSaved()
  const bob = await join('Bob')
  const asked: string[] = []
  let connections = 0
  await bob.page.route(/\/assets\/(?!early|rolldown)/, async (route) => {
    // The editor takes its time until somebody has asked for the text.
    await expect.poll(() => asked.length).toBe(1)
    await route.continue()
  })
  await bob.page.routeWebSocket(/\/sync\//, (socket) => {
    connections += 1
    const server = socket.connectToServer()
    socket.onMessage((frame) => {
      // Step 1 of sync (PROTOCOL.md, W3).
      if (frame[0] === 0 && frame[1] === 0) asked.push(String(frame))
      server.send(frame)
    })
  })
  await bob.open(address)
  await bob.sees('kept')
  await bob.goesToEnd()
  await bob.types(' and found')
  await ann.sees('kept and found')
  await bob.isToldSaved()
  expect(connections).toBe(1)
  expect(asked.length).toBe(1)
})

test('opening and looking write nothing', async ({ join, newDocument, weft }) => {
  const address = await newDocument()
  const counted = async (): Promise<string | undefined> =>
    /^weft_commits_total (\d+)/m.exec(await (await fetch(`${weft.url}/metrics`)).text())?.[1]
  const before = await counted()
  const ann = await join('Ann', address)
  const bob = await join('Bob', address)
  await expect(ann.here).toHaveCount(2)
  await ann.text.click({ position: { x: 100, y: 150 } })
  await bob.text.click()
  await ann.page.keyboard.press('ArrowDown')
  await expect(bob.caretOf('Ann')).toHaveCount(1)
  expect(await counted()).toBe(before)
})

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test(`no page has a fault that axe finds: ${scheme}, ${width} px`, async ({
      join,
      newDocument,
      weft,
    }) => {
      const options = { colorScheme: scheme, viewport: { width, height: 800 } }
      const ann = await join('Ann', await newDocument(), options)
      await ann.goesToEnd()
      await ann.types('A page')
      await ann.isToldSaved()
      for (const address of [ann.page.url(), weft.url, `${weft.url}/nothing`]) {
        if (ann.page.url() !== address) await ann.page.goto(address)
        await expect(ann.page.getByRole('main')).toBeVisible()
        const { violations } = await new AxeBuilder({ page: ann.page }).analyze()
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        ).toEqual([])
        const { scroll, client } = await ann.page.evaluate(() => ({
          scroll: document.documentElement.scrollWidth,
          client: document.documentElement.clientWidth,
        }))
        expect(scroll).toBeLessThanOrEqual(client)
      }
    })
  }
}
