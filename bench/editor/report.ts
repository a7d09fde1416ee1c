import { median } from '../quantile.ts'
import { table } from '../table.ts'
import { ratio, written } from '../words.ts'
import { type Measure, type Section, sections, type Target } from './measures.ts'
import type { Figures } from './round.ts'

/** What one round found about one editor with one size of page. */
export interface Run {
  readonly name: string
  readonly blocks: number
  readonly figures: Figures
}

/** The figures as Markdown: a table for each section, Weft beside plain, with what Weft wants to reach. */
export function report(runs: readonly Run[], sizes: readonly number[]): string {
  const figureOf = (name: string, blocks: number, measure: Measure): number =>
    median(
      runs
        .filter((run) => run.name === name && run.blocks === blocks)
        .flatMap(({ figures }) => figures[measure] ?? []),
    )
  return sections
    .map((section) => `## ${section.title}\n\n${tableOf(section, sizes, figureOf)}`)
    .concat(flatness(sizes, figureOf), discarded(runs))
    .join('\n')
}

type FigureOf = (name: string, blocks: number, measure: Measure) => number

function tableOf({ measures }: Section, sizes: readonly number[], figureOf: FigureOf): string {
  const rows = measures.flatMap(({ measure, words, target }) =>
    sizes.map((blocks) => {
      const weft = figureOf('Weft', blocks, measure)
      const plain = figureOf('plain', blocks, measure)
      const applies = target !== undefined && (target.at === 'every size' || target.at === blocks)
      const row = [words, blocks.toLocaleString('en'), written(weft), written(plain), ratio(weft, plain)]
      return [...row, ...(applies ? [target.words, verdict(target, weft, plain)] : ['', ''])]
    }),
  )
  return table(['', 'blocks', 'Weft', 'plain', 'Weft ÷ plain', 'target', ''], rows)
}

/** Whether the price of an edit stays the same while the page grows. */
function flatness(sizes: readonly number[], figureOf: FigureOf): string {
  const [least = 0, most = 0] = [sizes[0], sizes.at(-1)]
  const growth = (name: string): string =>
    ratio(figureOf(name, most, 'editFar'), figureOf(name, least, 'editFar'))
  const from = `from ${least.toLocaleString('en')} to ${most.toLocaleString('en')} blocks`
  return `A letter of somebody else far from view, ${from}: Weft × ${growth('Weft')}, plain × ${growth('plain')}.\n`
}

function discarded(runs: readonly Run[]): string {
  const all = sections.flatMap(({ measures }) => measures)
  const missing = (name: string): number =>
    runs
      .filter((run) => run.name === name)
      .flatMap(({ figures }) => all.filter(({ measure }) => figures[measure] === undefined)).length
  const each = (runs.length / 2) * all.length
  return `Figures discarded, or not had because the page failed, of ${each} each: Weft ${missing('Weft')}, plain ${missing('plain')}.\n`
}

function verdict(target: Target, weft: number, plain: number): string {
  if (Number.isNaN(weft)) return ''
  return target.isMet(weft, plain) ? 'met' : 'missed'
}
