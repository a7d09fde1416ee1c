import { table } from '../table.ts'
import { ratio, written } from '../words.ts'
import { type Contestant, peers, relay, weft } from './contestants.ts'
import type { Figures, Part } from './part.ts'
import { type Outcome, runRounds } from './rounds.ts'
import type { ServerProcess } from './serverProcess.ts'

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
interface Comparison {
  readonly name: string
  readonly title: string
  readonly about: string
  readonly contestants: readonly Contestant[]
  /** How often a whole run measures it. */
  readonly rounds: number
  readonly rows: (quick: boolean) => readonly Row[]
  readonly measure: (server: ServerProcess, quick: boolean) => Promise<Figures>
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

/** The scenario as a part: its rounds, and the table of their medians with met or missed behind each target. */
export function compared(comparison: Comparison): Part {
  const { name, title, about, contestants, rounds, rows, measure } = comparison
  return {
    name,
    async run({ quick, say }) {
      const plan = {
        contestants,
        rounds: quick ? 1 : rounds,
        say: (words: string) => say(`${name}, ${words}`),
      }
      const outcome = await runRounds(plan, (server) => measure(server, quick))
      const markdown = [
        `## ${title}\n`,
        `${about}\n`,
        tableOf(rows(quick), contestants, outcome),
        `${plan.rounds === 1 ? 'One round' : `Medians of ${plan.rounds} rounds`}, ${outcome.discarded} more discarded.\n`,
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
