/** Everything that is measured, in the order of the report. */
export type Measure =
  | 'visible'
  | 'firstKey'
  | 'openingCpu'
  | 'editFar'
  | 'editInView'
  | 'alone50'
  | 'alone95'
  | 'alone99'
  | 'aloneCpu'
  | 'others50'
  | 'others95'
  | 'others99'
  | 'othersBehind'
  | 'caretsCpu'
  | 'caretsFps'

/** What Weft wants to reach, in words and as a test of its figure beside the plain editor's. */
export interface Target {
  readonly words: string
  readonly at: 'every size' | number
  readonly isMet: (weft: number, plain: number) => boolean
}

export interface Section {
  readonly title: string
  readonly measures: readonly {
    readonly measure: Measure
    readonly words: string
    readonly target?: Target
  }[]
}

const atMost = (most: number): Target => ({ words: `≤ ${most}`, at: 5000, isMet: (weft) => weft <= most })
const notSlower: Target = { words: '≤ plain', at: 'every size', isMet: (weft, plain) => weft <= plain }
const third: Target = {
  words: '≤ 0.3 × plain',
  at: 'every size',
  isMet: (weft, plain) => weft <= 0.3 * plain,
}
const fluent: Target = { words: '≥ 58', at: 'every size', isMet: (weft) => weft >= 58 }

/** The report's tables. */
export const sections: readonly Section[] = [
  {
    title: 'Opening, with an empty cache',
    measures: [
      { measure: 'visible', words: 'whole text painted, ms', target: notSlower },
      { measure: 'firstKey', words: 'first key painted, ms', target: notSlower },
      { measure: 'openingCpu', words: 'main thread, ms of CPU' },
    ],
  },
  {
    title: 'A letter that somebody else types, 8 a second',
    measures: [
      { measure: 'editFar', words: 'far from view, ms of CPU', target: atMost(5) },
      { measure: 'editInView', words: 'in view, ms of CPU', target: atMost(5) },
    ],
  },
  {
    title: 'A key until its letter is painted, 8 a second in the middle of the page',
    measures: [
      { measure: 'alone50', words: 'alone, p50 ms' },
      { measure: 'alone95', words: 'alone, p95 ms', target: atMost(50) },
      { measure: 'alone99', words: 'alone, p99 ms' },
      { measure: 'aloneCpu', words: 'alone, ms of CPU a key' },
      { measure: 'others50', words: 'with two others who type, p50 ms' },
      { measure: 'others95', words: 'with two others who type, p95 ms', target: atMost(50) },
      { measure: 'others99', words: 'with two others who type, p99 ms' },
      { measure: 'othersBehind', words: 'then until their last letter is there, ms' },
    ],
  },
  {
    title: 'Twenty carets in view that move ten times a second',
    measures: [
      { measure: 'caretsCpu', words: 'main thread, ms of CPU a second', target: third },
      { measure: 'caretsFps', words: 'frames a second', target: fluent },
    ],
  },
]
