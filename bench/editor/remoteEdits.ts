import { pace } from '../pace.ts'
import { until } from '../until.ts'
import type { CoAuthor } from './coAuthor.ts'
import type { Contestant } from './contestant.ts'
import type { OpenPage } from './openPage.ts'

const HERTZ = 8
const LETTERS = 40
const AT = 24

/**
 * CPU time of the page's main thread for each letter that somebody else types into a block, in ms, without what the page
 * takes at rest. Only the letter: no caret moves with it.
 */
export async function measureRemoteEdits(
  opened: OpenPage,
  contestant: Contestant,
  author: CoAuthor,
  block: number,
): Promise<number> {
  const type = author.typist(contestant.placeIn(author.doc, block, AT), { name: 'Ben', caret: false })
  await opened.comesToRest()
  const atRest = await opened.cpuAtRest()
  const began = performance.now()
  const before = await opened.cpu()
  await pace(HERTZ, LETTERS, type)
  await opened.comesToRest()
  const seconds = (performance.now() - began) / 1000
  const spent = (await opened.cpu()) - before - atRest * seconds
  const arrived = await until(() => opened.shows(block, 'o'.repeat(LETTERS)), { every: 500, within: 10_000 })
  if (!arrived) throw new Error('what the other one typed is not on the page')
  return spent / LETTERS
}
