import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Random } from '../../../shared/test/model/random.ts'
import { Writer } from './writer.ts'

declare const process: { env: Record<string, string | undefined> }

const HISTORIES = Number(process.env['BINDING_HISTORIES'] ?? 500)
const BATCH = 100
const KINDS = [
  'paragraph',
  'heading',
  'bullet',
  'number',
  'task',
  'quote',
  'codeBlock',
  'divider',
  'otherBlock',
]

class History {
  readonly people: readonly Writer[]
  /** What happened on a page though nobody there did it. */
  strayed: string | null = null
  readonly #chance: Random
  readonly #offline = new Set<Writer>()
  readonly authors = new Map<string, Writer>()
  #ids = 0
  #letters = 0

  constructor(seed: number, count = 3) {
    this.#chance = new Random(seed)
    const mint = () => `b${this.#ids++}`
    const first = new Writer(1001 + (seed % 5), mint)
    first.types(1, 'T')
    for (let i = 0; i < 3; i++) {
      first.splits(first.at(first.blocks.length - 1, 99))
      first.types(first.at(first.blocks.length - 1, 0), this.#newLetters(4))
    }
    if (seed % 3 === 0) first.insertsTable(2)
    for (let i = 0; i < this.#letters; i++) this.authors.set(letterOf(i), first)
    const update = Y.encodeStateAsUpdate(first.doc)
    const others = Array.from(
      { length: count - 1 },
      (_, i) => new Writer(2002 + i * 1000 + (seed % 3), mint, update),
    )
    this.people = [first, ...others]
  }

  step(): string {
    const chance = this.#chance
    const person = chance.pick(this.people)
    if (chance.chance(0.08)) {
      if (this.#offline.has(person)) this.#offline.delete(person)
      else this.#offline.add(person)
    }
    const count = this.#letters
    const act = this.#act(person)
    for (let i = count; i < this.#letters; i++) this.authors.set(letterOf(i), person)
    if (chance.chance(0.6)) this.#deliver()
    return `${person.doc.clientID} ${act}`
  }

  meet(): void {
    this.#offline.clear()
    for (let round = 0; round < 6; round++) this.#deliver()
  }

  #deliver(): void {
    for (const from of this.people) {
      for (const to of this.people) {
        if (from === to || this.#offline.has(from) || this.#offline.has(to)) continue
        const caret = to.letterBeforeCaret
        const { written } = to
        from.tells(to)
        if (to.written > written) this.strayed ??= `${to.doc.clientID} wrote, whom nobody asked`
        const now = to.letterBeforeCaret?.letter
        if (caret !== null && caret.isThere() && now !== caret.letter)
          this.strayed ??= `the caret of ${to.doc.clientID} stood behind ${caret.letter} and stands behind ${now}`
      }
    }
  }

  #act(person: Writer): string {
    const chance = this.#chance
    const block = chance.below(person.blocks.length)
    const place = person.at(block, chance.below(6))
    const end = Math.min(place + 1 + chance.below(2), person.at(block, 999))
    const before = 1 + chance.below(person.blocks.length)
    person.now += chance.below(1500)
    const acts: [string, () => void][] = [
      ['types', () => person.types(place, this.#newLetters(1 + chance.below(3)))],
      ['types', () => person.types(place, this.#newLetters(1))],
      ['types in a cell', () => this.#typeInCell(person)],
      ['deletes', () => end > place && person.deletes(place, end)],
      ['splits', () => person.splits(place)],
      ['joins', () => person.joins(block)],
      ['turns', () => person.turns(block, chance.pick(KINDS), {})],
      ['indents', () => person.indents(block, chance.chance(0.5) ? 1 : -1)],
      ['bolds', () => end > place && person.bolds(place, end)],
      ['moves', () => person.moves(block, before)],
      ['deletes a block', () => person.deletesBlock(block)],
      ['copies', () => block > 0 && person.pastes(before, [person.blocks[block]!])],
      ['selects and deletes', () => this.#deleteAcross(person)],
      ['moves the caret', () => person.putsCaret(place)],
      ['undoes', () => person.steps('undo')],
      ['redoes', () => person.steps('redo')],
    ]
    const [name, act] = chance.pick(acts)
    act()
    return name
  }

  #deleteAcross(person: Writer): void {
    const [from, to] = [this.#chance.below(person.blocks.length), this.#chance.below(person.blocks.length)]
    const places = [person.at(from, 2), person.at(to, 2)].toSorted((a, b) => a - b)
    person.deletes(places[0]!, places[1]!)
  }

  #typeInCell(person: Writer): void {
    const { cells } = person
    if (cells.length === 0) return
    const cell = this.#chance.pick(cells)
    if (this.#chance.chance(0.3)) person.splits(cell)
    else person.types(cell, this.#newLetters(1))
  }

  #newLetters(count: number): string {
    return Array.from({ length: count }, () => letterOf(this.#letters++)).join('')
  }
}

function lives(seed: number): string | null {
  const history = new History(seed)
  const story: string[] = []
  const told = () => `seed ${seed}: ${story.join('; ')}`
  for (let i = 0; i < 40; i++) {
    try {
      story.push(history.step())
    } catch (error) {
      return `${told()}: ${(error as Error).stack}`
    }
    for (const person of history.people) {
      if (!person.state.doc.eq(person.told))
        return `${told()}: ${person.doc.clientID} sees\n${person.state.doc.toString()}\nnot\n${person.told.toString()}`
    }
  }
  history.meet()
  if (history.strayed !== null) return `${told()}: ${history.strayed}`
  const [first, ...others] = history.people
  if (others.some(({ state }) => !state.doc.eq(first!.state.doc)))
    return `${told()}: they do not see the same`
  return (
    history.people.map((person) => undoesAll(person, history.authors)).find((wrong) => wrong !== null) ?? null
  )
}

function letterOf(index: number): string {
  return String.fromCharCode(0x4e00 + index)
}

/** Undo takes back nothing that others typed. */
function undoesAll(person: Writer, authors: ReadonlyMap<string, Writer>): string | null {
  const ofOthers = person.letters('others')
  while (person.undo.canUndo) person.steps('undo')
  const left = person.letters('all')
  const taken = [...ofOthers].filter((letter) => authors.get(letter) !== person && !left.has(letter))
  if (taken.length > 0) return `the undo of ${person.doc.clientID} took letters of others`
  if (!person.state.doc.eq(person.told))
    return `${person.doc.clientID} sees after undo what the text does not say`
  return null
}

test.each(Array.from({ length: Math.ceil(HISTORIES / BATCH) }, (_, i) => i * BATCH))(
  '[M5] [M21] histories from seed %d on: all pages are the same, and show what the text says after every event',
  { timeout: 120_000 },
  (from) => {
    const seeds = Array.from({ length: Math.min(HISTORIES - from, BATCH) }, (_, i) => from + i)
    expect(seeds.map((seed) => lives(seed)).find((wrong) => wrong !== null)).toBeUndefined()
  },
)

test('[M26] whoever is alone gets back to the beginning by undo, and to the end by redo', () => {
  for (let seed = 0; seed < 200; seed++) {
    const history = new History(seed, 1)
    const [person] = history.people
    while (person!.undo.canUndo) person!.steps('undo')
    const beginning = person!.state.doc
    person!.undo.endStep()
    const story = Array.from({ length: 30 }, () => history.step()).filter((act) => !/undoes|redoes/.test(act))
    while (person!.undo.canRedo) person!.steps('redo')
    const end = person!.state.doc
    while (person!.undo.canUndo) person!.steps('undo')
    expect(person!.state.doc.toString(), `seed ${seed}: ${story.join('; ')}`).toBe(beginning.toString())
    while (person!.undo.canRedo) person!.steps('redo')
    expect(person!.state.doc.toString(), `seed ${seed}: ${story.join('; ')}`).toBe(end.toString())
  }
})
