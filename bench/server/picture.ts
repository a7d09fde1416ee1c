import { written } from '../words.ts'
import { type Contestant, peers, relay, weft } from './contestants.ts'
import type { Found } from './part.ts'

/** One comparison of the picture: a bar for each contestant. */
interface Panel {
  readonly part: string
  readonly figure: string
  readonly title: string
  readonly unit: string
  readonly better: 'shorter' | 'longer'
}

const panels: readonly Panel[] = [
  {
    part: 'oneRoom',
    figure: 'cpu100',
    title: '1,000 keystrokes to 100 people',
    unit: 's CPU',
    better: 'shorter',
  },
  {
    part: 'knee',
    figure: 'hertz',
    title: 'Most keystrokes a second, 100 people',
    unit: '',
    better: 'longer',
  },
  {
    part: 'manyRooms',
    figure: 'cpu',
    title: '1,000 keystrokes in 2,000 rooms',
    unit: 's CPU',
    better: 'shorter',
  },
  { part: 'carets', figure: 'cpu', title: '1,000 moves of 100 carets', unit: 'ms CPU', better: 'shorter' },
  {
    part: 'coldOpen',
    figure: 'first',
    title: 'First to open a long document',
    unit: 'ms',
    better: 'shorter',
  },
  {
    part: 'comeBack',
    figure: 'ms100',
    title: '500 people back after a crash',
    unit: 'ms',
    better: 'shorter',
  },
]

const COLUMNS = 2
const PANEL = { width: 430, height: 138 }
const BAR = { left: 92, longest: 220, height: 14, gap: 22 }

const STYLE = `
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.title { font-weight: 600 } .quiet, .unit { fill: #656d76 }
.weft { fill: #2f6fde } .peer { fill: #a8b1bb } .limit { fill: #d5dae0 }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 } .quiet, .unit { fill: #9198a1 }
.weft { fill: #6ea8fe } .peer { fill: #6b7480 } .limit { fill: #3d444d }
}`

/** The main comparisons as an SVG that is read in light and in dark. */
export function picture(found: ReadonlyMap<string, Found>): string {
  const drawn = panels.flatMap((panel) => {
    const part = found.get(panel.part)
    return part === undefined ? [] : [{ panel, part }]
  })
  const height = Math.ceil(drawn.length / COLUMNS) * PANEL.height
  const width = COLUMNS * PANEL.width
  const groups = drawn.map(({ panel, part }, at) => {
    const [x, y] = [(at % COLUMNS) * PANEL.width, Math.floor(at / COLUMNS) * PANEL.height]
    return `<g transform="translate(${x} ${y})">${panelOf(panel, part)}</g>`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>Weft beside its peers: ${drawn.map(({ panel }) => panel.title).join('; ')}</title>`,
    `<style>${STYLE}</style>`,
    ...groups,
    '</svg>\n',
  ].join('\n')
}

function panelOf({ figure, title, unit, better }: Panel, { medians }: Found): string {
  const bars = [weft, ...peers, relay].flatMap((contestant) => {
    const value = medians.get(contestant)?.[figure] ?? Number.NaN
    return Number.isNaN(value) ? [] : [{ contestant, value }]
  })
  const most = Math.max(...bars.map(({ value }) => value))
  const head = `<text class="title" y="18">${title}</text><text class="quiet" y="18" x="${PANEL.width - 24}" text-anchor="end">${better} is better</text>`
  const lines = bars.map(({ contestant, value }, at) => {
    const y = 30 + at * BAR.gap
    const length = Math.max(1, (value / most) * BAR.longest)
    return [
      `<text x="${BAR.left - 8}" y="${y + 12}" text-anchor="end">${contestant.name}</text>`,
      `<rect class="${kindOf(contestant)}" x="${BAR.left}" y="${y}" width="${length.toFixed(1)}" height="${BAR.height}" rx="2"/>`,
      `<text x="${BAR.left + Number(length.toFixed(1)) + 6}" y="${y + 12}">${written(value)} <tspan class="unit">${unit}</tspan></text>`,
    ].join('')
  })
  return [head, ...lines].join('\n')
}

function kindOf(contestant: Contestant): string {
  if (contestant === weft) return 'weft'
  return contestant === relay ? 'limit' : 'peer'
}
