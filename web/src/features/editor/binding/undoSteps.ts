import type { EditorState, Transaction } from '@tiptap/pm/state'
import type { Mappable } from '@tiptap/pm/transform'
import { changedRanges } from './changedRanges.ts'

/** After this pause, in milliseconds, a new word is a new step. */
const PAUSE = 700
/** After this one everything is. */
const LONG_PAUSE = 4000

const WORD_END = /[\p{L}\p{N}]$/u
const WORD_START = /^[\p{L}\p{N}]/u

type Sort = 'typing' | 'deleting' | 'other'

/**
 * Where one undo step ends and the next begins, as in a word processor: a run of typing is one step until a pause comes and
 * then a new word; deleting is another; what changes blocks or marks is one each.
 */
export class UndoSteps {
  readonly #now: () => number
  #last: { sort: Sort; at: number; end: number } | null = null

  constructor(now: () => number) {
    this.#now = now
  }

  /** Whether these edits begin a new step. */
  begins(before: EditorState, transactions: readonly Transaction[]): boolean {
    const at = this.#now()
    const { sort, start, end, newWord } = describe(before, transactions)
    const last = this.#last
    this.#last = { sort, at, end }
    if (last === null || sort === 'other' || sort !== last.sort || start !== last.end) return true
    const pause = at - last.at
    return pause >= LONG_PAUSE || (pause >= PAUSE && newWord)
  }

  /** Others wrote: what this person wrote stands elsewhere, but the run goes on. */
  moved(mapping: Mappable): void {
    if (this.#last !== null) this.#last.end = mapping.map(this.#last.end, -1)
  }
}

function describe({ doc }: EditorState, transactions: readonly Transaction[]) {
  const [range, ...others] = changedRanges(transactions)
  const after = transactions.at(-1)?.doc ?? doc
  const other = { sort: 'other' as const, start: -1, end: -1, newWord: true }
  if (range === undefined || others.length > 0) return other
  const { from, to, newFrom, newTo } = range
  const $from = doc.resolve(from)
  const inLine = $from.parent.isTextblock && to <= $from.end()
  if (!inLine || after.resolve(newFrom).end() < newTo) return other
  const written = after.textBetween(newFrom, newTo, '\n', '\n')
  if (newTo - newFrom === to - from && written === doc.textBetween(from, to, '\n', '\n')) return other
  const before = after.textBetween(Math.max(after.resolve(newFrom).start(), newFrom - 1), newFrom, '\n', '\n')
  const newWord = !WORD_END.test(before) || !WORD_START.test(written)
  if (newTo === newFrom) return { sort: 'deleting' as const, start: to, end: from, newWord }
  return { sort: 'typing' as const, start: from, end: newTo, newWord }
}
