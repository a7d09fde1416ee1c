import { expect, test } from 'vitest'
import type { Inline, Page } from '../../src/model/page.ts'
import { pageOf, read } from '../../src/model/read.ts'
import { Person } from './person.ts'
import { Random } from './random.ts'

const HISTORIES = Number(process.env['PAGE_HISTORIES'] ?? 10_000)
const BATCH = 500
const KINDS = [
  'paragraph',
  'heading',
  'bullet',
  'number',
  'task',
  'quote',
  'code',
  'divider',
  'callout',
  'image',
]

/** Three people at one page, each of them offline now and then. */
class History {
  readonly people: readonly Person[]
  readonly #chance: Random
  readonly #offline = new Set<Person>()
  /** Letters that somebody took off a page that showed them. */
  readonly deleted = new Set<string>()
  /** Letters that stood on somebody's page once. */
  readonly inCells = new Set<string>()
  readonly typed = new Set<string>()
  /**
   * Two who move one block at once leave two versions of it, and who undoes a deletion brings back what another moved: there
   * letters stand twice. In a strict history neither happens, and none does.
   */
  readonly isStrict: boolean
  #letters = 0
  #ids = 0

  constructor(seed: number) {
    this.#chance = new Random(seed)
    this.isStrict = seed % 2 === 0
    const mint = () => `b${this.#ids++}`
    this.people = [1, 2, 3].map((client) => new Person(client * 1000 + (seed % 7) * 10 + client, mint))
    const [first] = this.people
    first!.types(0, 0, 'T')
    for (let i = 0; i < 3; i++) {
      first!.splits(first!.blocks.length - 1, 99)
      first!.types(first!.blocks.length - 1, 0, this.#newLetters(4))
    }
    this.meet()
  }

  /** One thing that one of them does; returns what to call it. */
  step(): string {
    const chance = this.#chance
    const person = chance.pick(this.people)
    if (chance.chance(0.08)) {
      if (this.#offline.has(person)) this.#offline.delete(person)
      else this.#offline.add(person)
    }
    const page = read(person.text)
    const before = lettersOf(page)
    const act = this.#act(person)
    const after = new Set(lettersOf(read(person.text)))
    for (const one of after) this.typed.add(one)
    for (const one of before) if (!after.has(one)) this.deleted.add(one)
    if (chance.chance(0.6)) this.#deliver()
    return `${person.doc.clientID} ${act}`
  }

  /** All are online, and each knows what everybody did. */
  meet(): void {
    this.#offline.clear()
    for (let round = 0; round < 8; round++) this.#deliver()
  }

  #deliver(): void {
    for (const from of this.people) {
      for (const to of this.people) {
        if (from !== to && !this.#offline.has(from) && !this.#offline.has(to)) from.tells(to)
      }
    }
  }

  #act(person: Person): string {
    const chance = this.#chance
    const block = chance.below(person.blocks.length)
    const offset = chance.below(6)
    const acts: [string, () => void][] = [
      ['types', () => person.types(block, offset, this.#newLetters(1 + chance.below(3)))],
      ['types', () => person.types(block, offset, this.#newLetters(1 + chance.below(3)))],
      ['types', () => person.types(block, offset, this.#newLetters(1))],
      ['deletes', () => person.deletes(block, offset, 1 + chance.below(2))],
      ['splits', () => person.splits(block, offset)],
      ['joins', () => person.joins(block)],
      ['turns', () => person.turns(block, chance.pick(KINDS))],
      ['indents', () => person.indents(block, chance.chance(0.5) ? 1 : -1)],
      ['bolds', () => person.bolds(block, offset, 2)],
      ['moves', () => person.moves(block, chance.below(person.blocks.length + 1))],
      ['cuts and pastes', () => (person.cuts(block), person.pastes(chance.below(person.blocks.length) + 1))],
      ['deletes a block', () => person.deletesBlock(block)],
      ['inserts a table', () => person.insertsTable(person.blocks.length, 2, 2)],
      ['inserts a lane', () => person.insertsLane(block, chance.pick(['row', 'column']), chance.below(3))],
      ['deletes a lane', () => person.deletesLane(block, chance.pick(['row', 'column']), chance.below(3))],
      [
        'types in a cell',
        () => person.typesInCell(block, chance.below(2), chance.below(2), this.#newCellLetter()),
      ],
      ['undoes', () => person.undoes()],
      ['redoes', () => person.redoes()],
    ]
    const [name, act] = chance.pick(acts.filter(([one]) => this.#may(person, one)))
    act()
    return name
  }

  #newCellLetter(): string {
    const one = this.#newLetters(1)
    this.inCells.add(one)
    return one
  }

  #may(person: Person, act: string): boolean {
    const mayMove = person === this.people[0] || !MOVES.has(act)
    return !this.isStrict || (mayMove && !UNDOES.has(act))
  }

  #newLetters(count: number): string {
    return Array.from({ length: count }, () => letter(this.#letters++)).join('')
  }
}

function letter(index: number): string {
  return String.fromCharCode(0x4e00 + index)
}

function lettersOf(page: Page): string[] {
  const blocks = page.blocks.flatMap(({ content, table }) => [
    ...lettersIn(content),
    ...(table?.cells.flat(2).flatMap(lettersOf) ?? []),
  ])
  return [...lettersIn(page.head), ...blocks]
}

function lettersIn(content: readonly Inline[]): string[] {
  return content.flatMap((inline) => ('text' in inline ? inline.text.split('') : []))
}

const UNDOES = new Set(['undoes', 'redoes'])
const MOVES = new Set(['moves', 'cuts and pastes'])
/** What takes a table's cells along, whatever others are writing into them. */
const TAKES_CELLS = /deletes a lane|deletes a block|turns|undoes|redoes/

function same(a: Page, b: Page): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function lives(seed: number): string | null {
  const history = new History(seed)
  const story: string[] = []
  const told = () => `seed ${seed}: ${story.join('; ')}`
  for (let i = 0; i < 30; i++) {
    story.push(history.step())
    const wrong = history.people.find(({ reading, text }) => !same(pageOf(reading), read(text)))
    if (wrong !== undefined) return `${told()}: ${wrong.doc.clientID} shows what the text does not say`
  }
  history.meet()
  const [page, ...others] = history.people.map(({ reading }) => pageOf(reading))
  if (others.some((other) => !same(page!, other))) return `${told()}: they do not read the same`
  const letters = lettersOf(page!)
  const there = new Set(letters)
  const cellsGo = story.some((act) => TAKES_CELLS.test(act))
  const lost = [...history.typed].filter(
    (one) => !there.has(one) && !history.deleted.has(one) && !(cellsGo && history.inCells.has(one)),
  )
  if (lost.length > 0) return `${told()}: «${lost.join('')}» is lost, which nobody deleted`
  const once = letters.filter((one) => !history.deleted.has(one))
  if (history.isStrict && once.length > new Set(once).size) return `${told()}: letters stand twice`
  return null
}

test.each(Array.from({ length: Math.ceil(HISTORIES / BATCH) }, (_, i) => i * BATCH))(
  '[M5] [M21] [M24] histories from seed %d on: all read the same, what is kept is what is read, no letter is lost or doubled',
  { timeout: 120_000 },
  (from) => {
    const seeds = Array.from({ length: Math.min(HISTORIES - from, BATCH) }, (_, i) => from + i)
    expect(seeds.map((seed) => lives(seed)).find((wrong) => wrong !== null)).toBeUndefined()
  },
)
