import { Late } from '../pace.ts'
import { median } from '../quantile.ts'
import type { Contestant } from './contestants.ts'
import type { Figures } from './part.ts'
import { ServerProcess } from './serverProcess.ts'

/** What all rounds found. */
export interface Outcome {
  readonly medians: ReadonlyMap<Contestant, Figures>
  /** How many rounds were thrown away because the generator was late, and made again. */
  readonly discarded: number
}

type Measure = (server: ServerProcess) => Promise<Figures>

/** How often a round is tried that the machine disturbs. */
const ATTEMPTS = 3

interface Plan {
  readonly contestants: readonly Contestant[]
  readonly rounds: number
  readonly say: (words: string) => void
}

/** Measures each contestant in a new process, in several rounds in which each goes first in turn. */
export async function runRounds({ contestants, rounds, say }: Plan, measure: Measure): Promise<Outcome> {
  const found = new Map(contestants.map((contestant): [Contestant, Figures[]] => [contestant, []]))
  let discarded = 0
  for (let round = 0; round < rounds; round++) {
    for (const contestant of round % 2 === 0 ? contestants : contestants.toReversed()) {
      const which = `round ${round + 1} of ${rounds}, ${contestant.name}`
      say(which)
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const figures = await runRound(contestant, measure, (words) => say(`${which}: ${words}`))
        if (figures !== 'late') {
          found.get(contestant)?.push(figures)
          break
        }
        discarded++
      }
    }
  }
  const medians = new Map([...found].map(([contestant, figures]) => [contestant, medianOf(figures)]))
  return { medians, discarded }
}

/** No figures where the server failed: the report shows a gap, and the benchmark goes on. */
async function runRound(
  contestant: Contestant,
  measure: Measure,
  say: (words: string) => void,
): Promise<Figures | 'late'> {
  const server = await ServerProcess.start(contestant)
  try {
    return await measure(server)
  } catch (error) {
    const isLate = error instanceof Late
    say(`${isLate ? 'discarded: ' : ''}${String(error)} ${server.complaints}`)
    return isLate ? 'late' : {}
  } finally {
    await server.remove()
  }
}

function medianOf(rounds: readonly Figures[]): Figures {
  const names = new Set(rounds.flatMap((figures) => Object.keys(figures)))
  return Object.fromEntries(
    [...names].map((name) => [name, median(rounds.flatMap((figures) => figures[name] ?? []))]),
  )
}
