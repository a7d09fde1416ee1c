import { table } from '../table.ts'
import { ratio, written } from '../words.ts'
import { type Contestant, peers, relay, weft } from './contestants.ts'
import type { Figures, Options, Part } from './part.ts'
import { type Outcome, runRounds } from './rounds.ts'
import type { ServerProcess } from './serverProcess.ts'
import { runTurns, type Scene } from './turns.ts'

/** A figure of Weft's beside the best of its peers and the bare relay; NaN where there is none. */
interface Beside {
  readonly weft: number
  readonly peer: number
  readonly relay: number
}

/** What Weft wants to reach. */
export interface Target {
  readonly words: string
  readonly isMet: (beside: Beside) => boolean
}

export interface Row {
  readonly words: string
  /** The name of the figure that it shows. */
  readonly figure: string
  readonly better: 'less' | 'more'
  readonly targets?: readonly Target[]
}

/** A scenario in which Weft stands beside its peers. */
interface Scenario {
  readonly name: string
  readonly title: string
  readonly about: string
  readonly contestants: readonly Contestant[]
  readonly rows: (quick: boolean) => readonly Row[]
}

interface InRounds extends Scenario {
  /** How often a whole run measures it, each time in new processes. */
  readonly rounds: number
  readonly measure: (server: ServerProcess, quick: boolean) => Promise<Figures>
}

interface SideBySide extends Scenario {
  /** How often a whole run measures each scene, all servers running. */
  readonly turns: number
  readonly prepare: (server: ServerProcess, quick: boolean) => Promise<void>
  readonly scenes: (quick: boolean) => readonly Scene[]
}

export const everyone: readonly Contestant[] = [weft, ...peers, relay]
/** Those who have something to open. */
export const keepers: readonly Contestant[] = [weft, ...peers]

export const atMost = (most: number, unit = ''): Target => ({
  words: `≤ ${written(most)}${unit}`,
  isMet: (beside) => beside.weft <= most,
})
export const ofPeer = (share: number): Target => ({
  words: share === 1 ? '≤ best peer' : `≤ ${share} × best peer`,
  isMet: (beside) => beside.weft <= share * beside.peer,
})
export const ofRelay = (share: number): Target => ({
  words: `≤ ${share} × relay`,
  isMet: (beside) => beside.weft <= share * beside.relay,
})

/** A scenario that each contestant goes through alone, in rounds. */
export function inRounds({ rounds, measure, ...scenario }: InRounds): Part {
  return compared(scenario, async ({ quick, say }) => {
    const plan = { contestants: scenario.contestants, rounds: quick ? 1 : rounds, say }
    const outcome = await runRounds(plan, (server) => measure(server, quick))
    return { outcome, times: plan.rounds === 1 ? 'One round' : `Medians of ${plan.rounds} rounds` }
  })
}

/** A scenario in which all contestants run at once and take short turns. */
export function sideBySide({ turns, prepare, scenes, ...scenario }: SideBySide): Part {
  return compared(scenario, async ({ quick, say }) => {
    const plan = {
      contestants: scenario.contestants,
      turns: quick ? 1 : turns,
      say,
      prepare: (server: ServerProcess) => prepare(server, quick),
    }
    const outcome = await runTurns(plan, scenes(quick))
    return { outcome, times: plan.turns === 1 ? 'One turn' : `Medians of ${plan.turns} turns side by side` }
  })
}

/** The scenario as a part: the table of its medians with met or missed behind each target. */
function compared(
  { name, title, about, contestants, rows }: Scenario,
  measure: (options: Options) => Promise<{ outcome: Outcome; times: string }>,
): Part {
  return {
    name,
    async run({ quick, say }) {
      const { outcome, times } = await measure({ quick, say: (words) => say(`${name}, ${words}`) })
      const markdown = [
        `## ${title}\n`,
        `${about}\n`,
        tableOf(rows(quick), contestants, outcome),
        `${times}, ${outcome.discarded} more discarded.\n`,
      ].join('\n')
      return { markdown, medians: outcome.medians }
    },
  }
}

function tableOf(rows: readonly Row[], contestants: readonly Contestant[], { medians }: Outcome): string {
  const lines = rows.map(({ words, figure, better, targets = [] }) => {
    const figureOf = (contestant: Contestant): number => medians.get(contestant)?.[figure] ?? Number.NaN
    const ofPeers = peers.map(figureOf).filter((value) => !Number.isNaN(value))
    const peer = ofPeers.length === 0 ? Number.NaN : (better === 'less' ? Math.min : Math.max)(...ofPeers)
    const beside = { weft: figureOf(weft), peer, relay: figureOf(relay) }
    const isFound = !Number.isNaN(beside.weft)
    return [
      words,
      ...contestants.map((contestant) => written(figureOf(contestant))),
      ratio(beside.weft, peer),
      ratio(beside.weft, beside.relay),
      targets.map((target) => target.words).join(', '),
      targets.map((target) => (isFound ? (target.isMet(beside) ? 'met' : 'missed') : '–')).join(', '),
    ]
  })
  const names = contestants.map(({ name }) => name)
  return table(['', ...names, '÷ best peer', '÷ relay', 'target', ''], lines)
}
