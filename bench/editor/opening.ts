import type { Browser } from '@playwright/test'
import { median } from '../quantile.ts'
import { until } from '../until.ts'
import { OpenPage } from './openPage.ts'

/** What somebody waits for who opens a page, from the navigation on. */
export interface Opening {
  /** Until the whole text is painted, in ms. */
  readonly visible: number
  /** Until a key that is pressed as soon as that is so is painted, in ms. */
  readonly firstKey: number
  /** What it took of the main thread until that was at rest, in ms. */
  readonly cpu: number
}

/** Openings in a round: one alone says little, since the machine's other work is in it too. */
const OPENINGS = 5

/** Opens a page some times, and leaves it open the last time. The medians. */
export async function measureOpenings(
  browser: Browser,
  url: string,
  blocks: number,
): Promise<{ opened: OpenPage; figures: Opening }> {
  const all: Opening[] = []
  while (all.length < OPENINGS - 1) {
    const { opened, figures } = await openOnce(browser, url, blocks)
    all.push(figures)
    await opened.close()
  }
  const { opened, figures } = await openOnce(browser, url, blocks)
  all.push(figures)
  const middle = (figure: keyof Opening): number => median(all.map((one) => one[figure]))
  return {
    opened,
    figures: { visible: middle('visible'), firstKey: middle('firstKey'), cpu: middle('cpu') },
  }
}

/** Opens a page with an empty cache, types a letter into its beginning, and leaves it open. */
async function openOnce(
  browser: Browser,
  url: string,
  blocks: number,
): Promise<{ opened: OpenPage; figures: Opening }> {
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
    return { opened, figures: { visible, firstKey, cpu: await opened.cpu() } }
  } catch (error) {
    await opened.close()
    throw error
  }
}
