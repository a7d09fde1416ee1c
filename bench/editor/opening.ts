import type { Browser } from '@playwright/test'
import { median } from '../quantile.ts'
import { until } from '../until.ts'
import { OpenPage } from './openPage.ts'

/** What somebody waits for who opens a page, from the navigation on; each is missing where the page failed. */
export interface Opening {
  /** Until the whole text is painted, in ms. */
  readonly visible?: number
  /** Until a key that is pressed as soon as that is so is painted, in ms. */
  readonly firstKey?: number
  /** What it took of the main thread until that was at rest, in ms. */
  readonly openingCpu?: number
}

/** Openings of each page in a round: one alone says little, since the machine's other work is in it too. */
export const OPENINGS = 9

/** Opens pages with so many blocks again and again, in turns: what else the machine does is in all of them. The medians. */
export async function measureOpenings(
  browser: Browser,
  urls: readonly string[],
  blocks: number,
  say: (words: string) => void,
): Promise<Opening[]> {
  const openings = urls.map((url) => ({ url, all: [] as Required<Opening>[] }))
  for (let turn = 0; turn < OPENINGS; turn++) {
    for (const { url, all } of turn % 2 === 0 ? openings : openings.toReversed()) {
      try {
        all.push(await openOnce(browser, url, blocks))
      } catch (error) {
        say(`${url}: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }
  return openings.map(({ all }) => {
    if (all.length === 0) return {}
    const middle = (figure: keyof Opening): number => median(all.map((one) => one[figure]))
    return { visible: middle('visible'), firstKey: middle('firstKey'), openingCpu: middle('openingCpu') }
  })
}

/** Opens a page with an empty cache, and types a letter into its beginning. */
async function openOnce(browser: Browser, url: string, blocks: number): Promise<Required<Opening>> {
  const opened = await OpenPage.open(browser, url, blocks)
  try {
    const visible = await opened.visible()
    await opened.goTo(0, 4)
    opened.press('x')
    const isPainted = async (): Promise<boolean> => (await opened.keys()).length > 0
    if (!(await until(isPainted, { within: 60_000 }))) throw new Error('the first key is never painted')
    const firstKey = (await opened.keys())[0]?.painted ?? Number.NaN
    await opened.comesToRest()
    if (!(await opened.shows(0, 'x'))) throw new Error('the first key is not in the text')
    return { visible, firstKey, openingCpu: await opened.cpu() }
  } finally {
    await opened.close()
  }
}
