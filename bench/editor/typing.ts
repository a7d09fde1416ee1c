import { pace } from '../pace.ts'
import { quantile } from '../quantile.ts'
import { until } from '../until.ts'
import type { CoAuthor } from './coAuthor.ts'
import type { Contestant } from './contestant.ts'
import type { OpenPage } from './openPage.ts'

const HERTZ = 8
const KEYS = 120
const AT = 40
const PATIENCE_MS = 30_000
const WORDS = 'water-and-wind-'.repeat(KEYS / 15)

/** How long a key takes to the painted letter, in ms, and what it costs the main thread. */
export interface Typing {
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly cpu: number
  /** How long after the last key all that the others typed is there: keys go first, and can hide that a page lags behind. */
  readonly behind: number
}

/** Somebody else who types, and where. */
export interface Other {
  readonly block: number
  readonly type: () => void
}

const endless = { p50: Infinity, p95: Infinity, p99: Infinity, cpu: Infinity, behind: Infinity }

/** Types into a block, each of the others a letter between two keys. Endless where the page does not catch up. */
export async function measureTyping(
  opened: OpenPage,
  block: number,
  others: readonly Other[],
): Promise<Typing> {
  await opened.goTo(block, AT)
  await opened.comesToRest()
  // The window has stood still since: the place is where it will stay.
  await opened.goTo(block, AT)
  await opened.comesToRest()
  await opened.forgetKeys()
  const before = await opened.cpu()
  const doors = others.length + 1
  await pace(HERTZ * doors, KEYS * doors, (beat) => {
    const turn = beat % doors
    if (turn === 0) opened.press(WORDS[beat / doors] ?? '')
    else others[turn - 1]?.type()
  })
  const end = performance.now()
  const isPainted = async (): Promise<boolean> => (await opened.keys()).length >= KEYS
  if (!(await until(isPainted, { every: 100, within: PATIENCE_MS }))) return endless
  const cpu = ((await opened.cpu()) - before) / KEYS
  const isCurrent = async (): Promise<boolean> => {
    const there = await Promise.all(others.map((other) => opened.shows(other.block, 'o'.repeat(KEYS))))
    return there.every(Boolean)
  }
  const caughtUp = await until(isCurrent, { every: 100, within: PATIENCE_MS })
  const behind = caughtUp ? performance.now() - end : Infinity
  const took = (await opened.keys()).map(({ pressed, painted }) => painted - pressed)
  if (!(await opened.shows(block, WORDS))) throw new Error('the keys are not in the text')
  return { p50: quantile(took, 0.5), p95: quantile(took, 0.95), p99: quantile(took, 0.99), cpu, behind }
}

/** Two others who type with the caret that belongs to it: one in the window, one far away. */
export function twoOthers(
  contestant: Contestant,
  authors: readonly [CoAuthor, CoAuthor],
  blocks: readonly [near: number, far: number],
): Other[] {
  return blocks.map((block, at) => {
    const author = authors[at]!
    const place = contestant.placeIn(author.doc, block, AT)
    return { block, type: author.typist(place, { name: at === 0 ? 'Ben' : 'Eva', caret: true }) }
  })
}
