import * as Y from 'yjs'
import { pace } from '../pace.ts'
import { CaretCrowd } from './caretCrowd.ts'
import type { CoAuthor } from './coAuthor.ts'
import type { Contestant, PageAddress } from './contestant.ts'
import type { OpenPage } from './openPage.ts'

const PEOPLE = 20
const HERTZ = 10
const SECONDS = 5
const STEPS = 30

export interface Carets {
  /** CPU time of the main thread for a second of it, in ms. */
  readonly cpu: number
  readonly fps: number
}

/** Twenty people move their carets through the first blocks, which the window shows; nobody types. */
export async function measureCarets(
  opened: OpenPage,
  contestant: Contestant,
  author: CoAuthor,
  address: PageAddress,
): Promise<Carets> {
  const paths = Array.from({ length: PEOPLE }, (_, person) => pathOf(contestant, author, person))
  await opened.page.evaluate(() => scrollTo(0, 0))
  const crowd = await CaretCrowd.join(address, PEOPLE)
  try {
    const stroll = (seconds: number): Promise<void> =>
      pace(HERTZ, HERTZ * seconds, (beat) => crowd.move((person) => paths[person]?.[beat % STEPS]))
    // Who comes is announced once: that is not the cost of a caret that moves.
    await stroll(1)
    await opened.comesToRest()
    const before = await opened.cpu()
    await stroll(SECONDS)
    const cpu = ((await opened.cpu()) - before) / SECONDS
    // Apart from the CPU: to count frames makes the page draw sixty a second.
    const [fps] = await Promise.all([framesPerSecond(opened), stroll(SECONDS)])
    return { cpu, fps }
  } finally {
    crowd.leave()
  }
}

function pathOf(contestant: Contestant, { doc }: CoAuthor, person: number): unknown[] {
  const place = contestant.placeIn(doc, 1 + (person % 5), 10 + person)
  const at = Y.createAbsolutePositionFromRelativePosition(place, doc)
  if (at === null) throw new Error('the place is gone')
  return Array.from({ length: STEPS }, (_, step) =>
    Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(at.type, at.index + 3 * step)),
  )
}

function framesPerSecond({ page }: OpenPage): Promise<number> {
  return page.evaluate(
    (milliseconds) =>
      new Promise<number>((resolve) => {
        let frames = -1
        let begin = 0
        const count = (now: number): void => {
          frames += 1
          if (frames === 0) begin = now
          if (now - begin < milliseconds) requestAnimationFrame(count)
          else resolve((frames * 1000) / (now - begin))
        }
        requestAnimationFrame(count)
      }),
    (SECONDS - 1) * 1000,
  )
}
