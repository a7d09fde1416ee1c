import { readFileSync } from 'node:fs'
import { type Browser, chromium } from '@playwright/test'
import { startPlain } from '../plainServer.ts'
import { startWeft } from '../weftServer.ts'
import type { Contestant } from './contestant.ts'
import { measureOpenings, OPENINGS } from './opening.ts'
import { plain } from './plain.ts'
import { report, type Run } from './report.ts'
import { measureAtWork, writePage, type WrittenPage } from './round.ts'
import { weft } from './weft.ts'

const SIZES = [500, 2000, 5000, 10_000]

interface Options {
  readonly quick: boolean
  readonly say: (words: string) => void
}

/** Weft's editor beside the plain one, in Chromium, through the same server: opening, edits of others, keys, carets. */
export async function editor({
  quick,
  say,
}: Options): Promise<{ title: string; chromium: string; body: string }> {
  const sizes = quick ? [500, 5000] : SIZES
  const rounds = quick ? 1 : 2
  const server = await startWeft()
  const plainPage = await startPlain()
  const { CHROMIUM: executablePath } = process.env
  const browser = await chromium.launch({
    // Where DevTools listen, V8 parses a script once more to say which line sent a request: 25 to 45 ms of an opening that
    // nobody else pays. So it keeps the lines from the beginning.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--js-flags=--no-enable-lazy-source-positions'],
    ...(executablePath === undefined ? {} : { executablePath }),
  })
  try {
    const contestants = [weft(server.url), plain(plainPage.url, server.url)]
    for (const contestant of contestants) await warmUp(browser, contestant)
    const runs: Run[] = []
    for (let round = 0; round < rounds; round++) {
      for (const blocks of sizes) {
        const which = `round ${round + 1} of ${rounds}, ${blocks} blocks`
        // Each goes first in turn: what warms the machine up helps both.
        const order = round % 2 === 0 ? contestants : contestants.toReversed()
        const pages: WrittenPage[] = []
        for (const contestant of order) pages.push(await writePage(contestant, blocks))
        say(`${which}, opening`)
        const urls = pages.map(({ address }) => address.url)
        const openings = await measureOpenings(browser, urls, blocks, say)
        for (const [at, page] of pages.entries()) {
          const { name } = page.contestant
          say(`${which}, ${name}`)
          const figures = await measureAtWork(browser, page, (words) => say(`${which}, ${name}: ${words}`))
          runs.push({ name, blocks, figures: { ...openings[at], ...figures } })
        }
      }
    }
    return {
      title: 'The editor beside a plain one',
      chromium: browser.version(),
      body: `${about(rounds)}\n\n${report(runs, sizes)}`,
    }
  } finally {
    await browser.close()
    await plainPage.stop()
    await server.stop()
  }
}

/** The first page of all pays for the browser itself. */
async function warmUp(browser: Browser, contestant: Contestant): Promise<void> {
  const page = await browser.newPage()
  const { url } = await contestant.newPage()
  await page.goto(url)
  await page.locator('.ProseMirror').waitFor()
  await page.close()
}

function about(rounds: number): string {
  const { devDependencies } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  ) as { devDependencies: Record<string, string> }
  const version = (name: string): string => `${name} ${devDependencies[name]}`
  return [
    `\`plain\` is TipTap's starter kit with tables, task lists, collaboration and carets (${['@tiptap/core', '@tiptap/y-tiptap', 'y-websocket', 'yjs'].map(version).join(', ')}), without a framework around it, through the same server, and kept apart from other pages as Weft's is (COOP).`,
    `Medians of ${rounds === 1 ? 'one round' : `${rounds} rounds, in which the two take turns`}. Blocks have about 200 letters, are of seven kinds, and have no history.`,
    'CPU is time of the main thread alone, not that of the clock on the wall; the rest is what the clock says, and moves with what else the machine does.',
    `An opening is the median of ${OPENINGS} in each round, in which the two take turns.`,
    'A measurement in which the benchmark itself was late is discarded; ∞ means that the page had not caught up after half a minute.',
  ].join('\n')
}
