import type { Browser } from '@playwright/test'
import { Late } from '../pace.ts'
import { measureCarets } from './carets.ts'
import { CoAuthor } from './coAuthor.ts'
import type { Contestant, PageAddress } from './contestant.ts'
import type { Measure } from './measures.ts'
import { OpenPage } from './openPage.ts'
import { paragraphFrom, prosePage } from './prose.ts'
import { measureRemoteEdits } from './remoteEdits.ts'
import { measureTyping, twoOthers } from './typing.ts'

/** What one round found: a measure is missing where it was disturbed, or the page failed. */
export type Figures = Partial<Record<Measure, number>>

/** A new page of so many blocks in one editor, with two others who can write on it. */
export interface WrittenPage {
  readonly contestant: Contestant
  readonly address: PageAddress
  readonly blocks: number
  readonly ben: CoAuthor
  readonly eva: CoAuthor
}

export async function writePage(contestant: Contestant, blocks: number): Promise<WrittenPage> {
  const address = await contestant.newPage()
  const ben = await CoAuthor.join(address)
  contestant.fill(ben.doc, prosePage(blocks))
  const eva = await CoAuthor.join(address)
  await eva.catchesUpWith(ben)
  return { contestant, address, blocks, ben, eva }
}

/** All that is measured on a page that is open; the two others leave it afterwards. `say` is told what went wrong. */
export async function measureAtWork(
  browser: Browser,
  { contestant, address, blocks, ben, eva }: WrittenPage,
  say: (words: string) => void,
): Promise<Figures> {
  const prose = prosePage(blocks)
  const top = paragraphFrom(prose, 1)
  const middle = paragraphFrom(prose, blocks / 2)
  const beside = paragraphFrom(prose, middle + 1)
  const far = paragraphFrom(prose, Math.floor(blocks * 0.8))

  const figures: Figures = {}
  const attempt = async (measure: () => Promise<Figures>): Promise<void> => {
    try {
      Object.assign(figures, await measure())
    } catch (error) {
      if (!(error instanceof Late)) throw error
      say(`discarded: ${error.message}`)
    }
  }
  try {
    const opened = await OpenPage.open(browser, address.url, blocks)
    try {
      await opened.visible()
      await attempt(async () => {
        const { cpu, fps } = await measureCarets(opened, contestant, ben, address)
        return { caretsCpu: cpu, caretsFps: fps }
      })
      await attempt(async () => ({ editFar: await measureRemoteEdits(opened, contestant, ben, middle) }))
      await attempt(async () => ({ editInView: await measureRemoteEdits(opened, contestant, ben, top) }))
      await attempt(async () => {
        const { p50, p95, p99, cpu } = await measureTyping(opened, middle, [])
        return { alone50: p50, alone95: p95, alone99: p99, aloneCpu: cpu }
      })
      await attempt(async () => {
        const others = twoOthers(contestant, [ben, eva], [beside, far])
        const { p50, p95, p99, behind } = await measureTyping(opened, middle, others)
        return { others50: p50, others95: p95, others99: p99, othersBehind: behind }
      })
    } finally {
      await opened.close()
    }
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
  } finally {
    ben.leave()
    eva.leave()
  }
  return figures
}
