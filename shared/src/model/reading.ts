import * as Y from 'yjs'
import { firstItem, itemOf } from './inside.ts'
import { hunksOf } from './hunks.ts'
import { lexSection, mapOf } from './lexSection.ts'
import { newItems } from './newItems.ts'
import type { JsonObject, Marks } from './page.ts'
import { sameJson } from './json.ts'
import { type Opening, readOpening } from './readOpening.ts'
import { cellKey, readCells, readTableOrder } from './tableOrder.ts'
import type { Landmark } from './seek.ts'
import type { Changed, FlatText, Run, Section, TableReading } from './section.ts'
import { twinsIn } from './twins.ts'

const noMarks: JsonObject = {}
const none: ReadonlySet<Section> = new Set()

/**
 * A flat text as sections, kept as the text changes. Each section remembers the marks that are on at its start, so that a
 * change is read from the nearest block mark on: the cost is that of the change, not that of the page.
 */
export class Reading implements FlatText {
  readonly text: Y.Text
  #sections: Section[] = []
  #hidden: ReadonlySet<Section> = none
  readonly #known = new Map<Y.Item, Section>()
  readonly #ids = new Map<string, number>()
  #named = 0
  readonly #cells = new Map<Y.Text, Reading>()
  readonly #isCell: boolean

  constructor(text: Y.Text, isCell = false) {
    this.text = text
    this.#isCell = isCell
    this.#read(null, noMarks, this.#sections)
    for (const section of this.#sections) this.#learn(section)
    this.#hideTwins()
  }

  /** All sections, the head first. */
  get sections(): readonly Section[] {
    return this.#sections
  }

  /** Blocks that are not shown because an equal one with the same id stands before them [M24]. */
  get hidden(): ReadonlySet<Section> {
    return this.#hidden
  }

  /** The sections that are shown. */
  get visible(): readonly Section[] {
    return this.#hidden.size === 0 ? this.#sections : this.#sections.filter((one) => !this.#hidden.has(one))
  }

  /** How many units stand before this section's mark. */
  indexOf(section: Section): number {
    let units = 0
    for (const one of this.#sections) {
      if (one === section) return units
      units += one.length + (one.mark === null ? 0 : 1)
    }
    throw new Error('the section is not of this text')
  }

  /** The last block mark before a place, as the text was read. */
  landmarkBefore(at: number): Landmark | null {
    let landmark: Landmark | null = null
    let units = 0
    for (const { mark, length, opens } of this.#sections) {
      if (mark !== null) {
        units += 1
        if (units > at) break
        landmark = { mark, units, marks: opens }
      }
      units += length
    }
    return landmark
  }

  /** The section that an item of this text lies in, and how many units of its content stand before the item. */
  find(item: Y.Item): { section: Section; offset: number } {
    let offset = 0
    let left: Y.Item | null = item
    const own = this.#known.get(item)
    if (own !== undefined && !item.deleted) return { section: own, offset: -1 }
    for (left = item.left; left !== null; left = left.left) {
      if (left.deleted) continue
      const section = this.#known.get(left)
      if (section !== undefined) return { section, offset }
      if (left.countable) offset += left.length
    }
    return { section: this.#head, offset }
  }

  /** The reading of this text, be it the page's or a cell's; null if it is neither. */
  readingOf(text: unknown): Reading | null {
    if (text === this.text) return this
    return text instanceof Y.Text ? (this.#cells.get(text) ?? null) : null
  }

  /** Reads what a transaction changed. To be called once for each, in order, before Yjs clears up after it. */
  follow(transaction: Y.Transaction): Changed[] {
    const changed: Changed[] = []
    for (const type of typesIn(transaction)) {
      const cell =
        type instanceof Y.Text && itemOf(type)?.deleted === false ? this.#cells.get(type) : undefined
      if (cell !== undefined) changed.push(...cell.follow(transaction))
    }
    const before = this.visible
    const hidden = this.#hidden.size
    const runs = this.#runs(transaction)
    const twins = hidden + this.#hidden.size > 0
    if (runs.length > 0) changed.push({ reading: this, runs, before, twins })
    return changed
  }

  get #head(): Section {
    const [head] = this.#sections
    if (head === undefined) throw new Error('there is always a head')
    return head
  }

  #runs(transaction: Y.Transaction): Run[] {
    const touched = this.#touched(transaction)
    if (touched.size === 0) return []
    const order = new Map<Section, number>()
    this.#sections.forEach((section, index) => touched.has(section) && order.set(section, index))

    const runs: Run[] = []
    const sections: Section[] = []
    let done = 0
    for (const [anchor, index] of order) {
      if (index < done) continue
      for (; done < index; done++) sections.push(this.#sections[done]!)
      const added: Section[] = []
      let next = this.#read(anchor.mark, anchor.opens, added)
      // Neighbours that were touched are read in one go.
      while (next !== null && touched.has(next)) next = this.#read(next.mark, next.opens, added)
      const end = next === null ? this.#sections.length : this.#sections.indexOf(next, index)
      const removed = this.#sections.slice(index, end)
      const hunks = hunksOf(startOf(this.text, anchor.mark), next?.mark ?? null, transaction)
      runs.push({ index, removed, added, hunks })
      sections.push(...added)
      done = end
    }
    for (; done < this.#sections.length; done++) sections.push(this.#sections[done]!)

    for (const { removed } of runs) for (const section of removed) this.#forget(section)
    for (const { added } of runs) for (const section of added) this.#learn(section)
    this.#sections = sections
    this.#hideTwins()
    return runs
  }

  /** The sections from which on something may have changed: those that were there before and still are. */
  #touched(transaction: Y.Transaction): Set<Section> {
    const touched = new Set<Section>()
    const seen = new Set<Y.Item>()
    const touch = (item: Y.Item | null) => {
      for (let left = item; left !== null; left = left.left) {
        if (seen.has(left)) return
        seen.add(left)
        const section = left.deleted ? undefined : this.#known.get(left)
        if (section === undefined) continue
        touched.add(section)
        return
      }
      touched.add(this.#head)
    }
    if (new Set<unknown>(transaction.changed.keys()).has(this.text)) {
      for (const item of newItems(transaction)) if (isUnit(item, this.text)) touch(item)
      Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
        if (struct instanceof Y.Item && isUnit(struct, this.text)) touch(struct.left)
      })
    }
    for (const type of typesIn(transaction)) {
      const item = type instanceof Y.Map ? itemOf(type) : null
      const section = item?.deleted === false ? this.#known.get(item) : undefined
      if (section !== undefined) touched.add(section)
    }
    return touched
  }

  /** Reads sections from a mark on until one that is known and begins as it did; that one, or null at the end. */
  #read(mark: Y.Item | null, opens: Marks, into: Section[]): Section | null {
    for (;;) {
      const { next, ...lexed } = lexSection(startOf(this.text, mark), opens)
      into.push(this.#section(mark, opens, lexed))
      if (next === null) return null
      const known = this.#known.get(next)
      if (known !== undefined && sameJson(known.opens, lexed.closes)) return known
      mark = next
      opens = lexed.closes
    }
  }

  #section(
    mark: Y.Item | null,
    opens: Marks,
    lexed: Pick<Section, 'content' | 'length' | 'closes'>,
  ): Section {
    if (mark === null) return { mark, ...headOpening, opens, ...lexed, table: null }
    const map = mapOf(mark)
    const opening = readOpening(map)
    const table = opening.kind === 'table' && !this.#isCell ? this.#table(map) : null
    return { mark, ...opening, opens, ...lexed, table }
  }

  #table(mark: Y.Map<unknown>): TableReading | null {
    const order = readTableOrder(mark)
    if (order === null) return null
    const texts = readCells(mark)
    const noTexts: readonly Reading[] = []
    const cells = new Map([...texts].map(([key, parts]) => [key, parts.map((text) => this.#cell(text))]))
    return { ...order, cellAt: (row, column) => cells.get(cellKey(row, column)) ?? noTexts }
  }

  #cell(text: Y.Text): Reading {
    const known = this.#cells.get(text)
    if (known !== undefined) return known
    const reading = new Reading(text, true)
    this.#cells.set(text, reading)
    return reading
  }

  #learn(section: Section): void {
    if (section.mark === null) return
    this.#known.set(section.mark, section)
    this.#count(section.id, 1)
  }

  #forget(section: Section): void {
    if (section.mark === null) return
    this.#known.delete(section.mark)
    this.#count(section.id, -1)
  }

  #count(id: string, more: number): void {
    if (id === '') return
    const count = (this.#ids.get(id) ?? 0) + more
    this.#named += more
    if (count > 0) this.#ids.set(id, count)
    else this.#ids.delete(id)
  }

  /** Looks for twins only where an id stands twice at all. */
  #hideTwins(): void {
    this.#hidden = this.#ids.size === this.#named ? none : twinsIn(this.#sections)
  }
}

const headOpening: Opening = { id: '', kind: 'paragraph', indent: 0, attributes: {} }

function startOf(text: Y.Text, mark: Y.Item | null): Y.Item | null {
  return mark === null ? firstItem(text) : mark.right
}

function typesIn({ changedParentTypes }: Y.Transaction): Iterable<unknown> {
  return changedParentTypes.keys()
}

function isUnit({ parent, parentSub }: Y.Item, text: Y.Text): boolean {
  return parent === text && parentSub === null
}
