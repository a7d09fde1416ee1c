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

/** Measures each contestant in a new process, in several rounds, in this order and backwards. */
export async function runRounds({ contestants, rounds, say }: Plan, measure: Measure): Promise<Outcome> {
  const found = new Map(contestants.map((contestant): [Contestant, Figures[]] => [contestant, []]))
  let discarded = 0
  for (let round = 0; round < rounds; round++) {
    for (const contestant of round % 2 === 0 ? contestants : contestants.toReversed()) {
      const which = `round ${round + 1} of ${rounds}, ${contestant.name}`
      say(which)
      const { figures, late } = await unlessLate(
        () => runRound(contestant, measure),
        (words) => say(`${which}: ${words}`),
      )
      discarded += late
      found.get(contestant)?.push(figures)
    }
  }
  const medians = new Map([...found].map(([contestant, figures]) => [contestant, medianOf(figures)]))
  return { medians, discarded }
}

async function runRound(contestant: Contestant, measure: Measure): Promise<Figures> {
  const server = await ServerProcess.start(contestant)
  try {
    return await measure(server)
  } catch (error) {
    if (error instanceof Late) throw error
    throw new Error(`${String(error)} ${server.complaints}`, { cause: error })
  } finally {
    await server.remove()
  }
}

/**
 * Measures again where the generator was late, some times. No figures where that never ended or the server failed: the
 * report shows a gap, and the benchmark goes on.
 */
export async function unlessLate(
  measure: () => Promise<Figures>,
  say: (words: string) => void,
): Promise<{ figures: Figures; late: number }> {
  for (let late = 0; ; late++) {
    try {
      return { figures: await measure(), late }
    } catch (error) {
      const isLate = error instanceof Late
      say(`${isLate ? 'discarded: ' : ''}${String(error)}`)
      if (!isLate) return { figures: {}, late }
      if (late + 1 === ATTEMPTS) return { figures: {}, late: ATTEMPTS }
    }
  }
}

export function medianOf(rounds: readonly Figures[]): Figures {
  const names = new Set(rounds.flatMap((figures) => Object.keys(figures)))
  return Object.fromEntries(
    [...names].map((name) => [name, median(rounds.flatMap((figures) => figures[name] ?? []))]),
  )
}
