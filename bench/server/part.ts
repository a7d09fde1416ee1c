import type { Contestant } from './contestants.ts'

/** Figures of one round, by the names that the rows of a part ask for. */
export type Figures = Record<string, number>

/** What a part of the benchmark is run with. */
export interface Options {
  /** Only a first look: fewer people, shorter, one round. */
  readonly quick: boolean
  readonly say: (words: string) => void
}

/** What a part found: Markdown, and the medians of each contestant for the picture. */
export interface Found {
  readonly markdown: string
  readonly medians: ReadonlyMap<Contestant, Figures>
}

/** One scenario of the benchmark. */
export interface Part {
  readonly name: string
  run(options: Options): Promise<Found>
}
