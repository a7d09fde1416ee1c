import { sameJson } from './json.ts'
import type { Inline } from './page.ts'
import type { FlatText, Section } from './section.ts'

/** Of so many unequal blocks with one id twins are looked for: a page of nothing else must not take seconds. */
const COMPARED = 8
const none: ReadonlySet<Section> = new Set()

/** The sections that say again what an earlier one with their id says [M24]. */
export function twinsIn(sections: readonly Section[]): ReadonlySet<Section> {
  const first = new Map<string, Section[]>()
  let twins: Set<Section> | null = null
  for (const section of sections) {
    if (section.id === '') continue
    const others = first.get(section.id)
    if (others === undefined) first.set(section.id, [section])
    else if (others.some((other) => isTwin(other, section))) (twins ??= new Set()).add(section)
    else if (others.length < COMPARED) others.push(section)
  }
  return twins ?? none
}

function isTwin(a: Section, b: Section): boolean {
  return (
    a.kind === b.kind &&
    a.indent === b.indent &&
    sameJson(a.attributes, b.attributes) &&
    sameContent(a.content, b.content) &&
    sameTable(a, b)
  )
}

function sameContent(a: readonly Inline[], b: readonly Inline[]): boolean {
  return a.length === b.length && a.every((one, i) => sameJson({ ...one }, { ...b[i] }))
}

function sameTable({ table: a }: Section, { table: b }: Section): boolean {
  if (a === null || b === null) return a === b
  if (!sameJson([...a.columns], [...b.columns]) || !sameJson([...a.rows], [...b.rows])) return false
  return a.rows.every((row) =>
    a.columns.every((column) => sameTexts(a.cellAt(row, column), b.cellAt(row, column))),
  )
}

function sameTexts(a: readonly FlatText[], b: readonly FlatText[]): boolean {
  return a.length === b.length && a.every(({ sections }, i) => sameSections(sections, b[i]?.sections ?? []))
}

function sameSections(a: readonly Section[], b: readonly Section[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, i) => {
      const other = b[i]
      return other !== undefined && one.id === other.id && isTwin(one, other)
    })
  )
}
