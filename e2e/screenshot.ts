import { fileURLToPath } from 'node:url'
import { type Browser, chromium, expect } from '@playwright/test'
import { Writer } from './writer.ts'

/**
 * Takes the picture of the README: three people who write one document. Run it with `node e2e/screenshot.ts [base url]`
 * against a server that is up (by default the one of `npm start`); CHROMIUM names a browser other than Playwright's.
 */

const PICTURE = fileURLToPath(new URL('../docs/screenshot.png', import.meta.url))

const PAGE = `# Opening a repair café

Nobody pays, nobody hurries, and **everybody learns** how it is done. On the first Saturday of each month we mend what is broken: lamps, bicycles, jumpers, radios.

## What we still need

- A room with *daylight* and at least six sockets
- Two people who know bicycles, one who can sew
- Tea, and somebody who brings a cake

## Before the first day

1. Ask the library whether we may use the reading room
2. Write to [the school](https://example.org) about spare tables
3. Print forty small posters and hang them up

> A thing that has been mended once is loved twice.

We write the rest of the plan here, each of us where they know most. Whoever finds a mistake mends it.
`

const COLOURS = ['#306ed4', '#b2580c', '#775ed1']

async function join(browser: Browser, name: string, address: string): Promise<Writer> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 2,
    colorScheme: 'light',
    locale: 'en-GB',
  })
  const colour = COLOURS[browser.contexts().length - 1]
  await context.addInitScript(
    (kept) => localStorage.setItem('weft.identity', kept),
    JSON.stringify({ name, adjective: 0, animal: 0, color: colour }),
  )
  const writer = new Writer(name, await context.newPage())
  await writer.open(address)
  return writer
}

async function picture(browser: Browser, base: string): Promise<void> {
  const response = await fetch(`${base}/api/documents`, { method: 'POST' })
  const { id } = (await response.json()) as { id: string }
  const address = `${base}/d/${id}`
  const ann = await join(browser, 'Ann Lindqvist', address)
  await ann.pastes(PAGE)
  await ann.sees('mends it')
  const ben = await join(browser, 'Ben Okafor', address)
  const mei = await join(browser, '林美', address)
  await expect(ann.here).toHaveCount(3)

  await mei.goesBehind('everybody learns')
  for (let letters = 'everybody learns'.length; letters > 0; letters--) {
    await mei.page.keyboard.press('Shift+ArrowLeft')
  }
  await ann.goesBehind('use the reading room')
  await ben.goesBehind('six sockets')
  await ben.types(', better eight')
  await ann.sees('better eight')
  await ann.isToldSaved()
  // The toolbar is shown in full as soon as the pointer moves.
  await ann.page.mouse.move(640, 780)
  await expect(ann.caretOf('Ben Okafor')).toContainText('Ben')
  await ann.page.screenshot({ path: PICTURE, caret: 'initial' })
}

const browser = await chromium.launch({
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
  ...(process.env.CHROMIUM === undefined ? {} : { executablePath: process.env.CHROMIUM }),
})
try {
  await picture(browser, process.argv[2] ?? 'http://127.0.0.1:3000')
} finally {
  await browser.close()
}
