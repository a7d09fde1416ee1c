import type { JSHandle } from '@playwright/test'
import type { Random } from './random.ts'
import type { Writer } from './writer.ts'

/** What somebody did on their page, as the page noticed it in that moment. */
interface Deeds {
  /** All letters deleted there. */
  deleted: string
  /** What was written (a line feed for Enter), and the letter it was written behind. */
  written: { letter: string; behind: string }[]
  /** What was selected when something else was written, and so was replaced by it: no hand ever means that. */
  replaced: string
}

/** Letters that each hand has for itself, so that every letter can be told from all others. */
const FIRST_LETTER = 0xac00
const LETTERS_EACH = 2000

/** One of many hands in one text. What it does comes from a seed; nobody types a letter twice. */
export class Hand {
  readonly writer: Writer
  /** Each typed in one go. */
  readonly words: string[] = []
  readonly #random: Random
  readonly #deeds: JSHandle<Deeds>
  #next: number

  private constructor(writer: Writer, index: number, random: Random, deeds: JSHandle<Deeds>) {
    this.writer = writer
    this.#random = random
    this.#deeds = deeds
    this.#next = FIRST_LETTER + index * LETTERS_EACH
  }

  /** `index` is another number for each hand. */
  static async of(writer: Writer, index: number, random: Random): Promise<Hand> {
    return new Hand(writer, index, random, await noticeDeeds(writer))
  }

  get deeds(): Promise<Deeds> {
    return this.#deeds.jsonValue()
  }

  /** Types a word where the caret is. */
  async types(letters = 3 + this.#random.below(4)): Promise<void> {
    const word = String.fromCharCode(...Array.from({ length: letters }, () => this.#next++))
    this.words.push(word)
    await this.writer.types(word, { delay: 30 + this.#random.below(80) })
  }

  /** Types a word somewhere below the title. */
  async writes(): Promise<void> {
    if (await this.#clicks('anywhere')) await this.types()
  }

  /** Does one thing somewhere below the title. */
  async acts(): Promise<void> {
    const chance = this.#random.below(100)
    const press = (key: string) => this.writer.page.keyboard.press(key)
    if (!(await this.#clicks(chance < 12 ? 'start of a line' : 'anywhere'))) return
    if (chance < 12) return press('Backspace')
    if (chance < 60) return this.types()
    if (chance < 72) return press('Enter')
    for (let letters = 1 + this.#random.below(3); letters > 0; letters--) await press('Shift+ArrowLeft')
    await press(chance < 85 ? 'Backspace' : 'ControlOrMeta+b')
  }

  /** The letter before the caret. */
  letterAtCaret(): Promise<string> {
    return this.writer.page.evaluate(() => {
      const { anchorNode, anchorOffset } = document.getSelection()!
      const range = document.createRange()
      range.setStart(document.querySelector('main .ProseMirror')!, 0)
      range.setEnd(anchorNode!, anchorOffset)
      return range.toString().slice(-1)
    })
  }

  /** Clicks before a letter below the title, or before the first of a line that has one above it. */
  async #clicks(where: 'anywhere' | 'start of a line'): Promise<boolean> {
    const chance = this.#random.next()
    const point = await this.writer.text.evaluate(
      (root, [fraction, first]) => {
        const letters: Range[] = []
        for (const line of [...root.children].slice(first ? 2 : 1)) {
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
          while (walker.nextNode() !== null) {
            const { length } = walker.currentNode as Text
            for (let at = 0; at < (first ? Math.min(length, 1) : length); at++) {
              const letter = document.createRange()
              letter.setStart(walker.currentNode, at)
              letter.setEnd(walker.currentNode, at + 1)
              letters.push(letter)
            }
            if (first) break
          }
        }
        const chosen = letters[Math.floor(fraction * letters.length)]?.getBoundingClientRect()
        return chosen === undefined ? null : { x: chosen.x + 1, y: chosen.y + chosen.height / 2 }
      },
      [chance, where === 'start of a line'] as const,
    )
    if (point !== null) await this.writer.page.mouse.click(point.x, point.y)
    return point !== null
  }
}

/** Keys are noticed in the page itself, for what others write may arrive between any two of our words to it. */
function noticeDeeds({ page }: Writer): Promise<JSHandle<Deeds>> {
  return page.evaluateHandle(() => {
    const deeds: Deeds = { deleted: '', written: [], replaced: '' }
    const letterBehind = (): string => {
      const caret = document.getSelection()!.getRangeAt(0)
      const at = caret.startContainer
      const line = (at instanceof Element ? at : at.parentElement)?.closest('.ProseMirror > *')
      if (!line) return ''
      const before = document.createRange()
      before.setStart(line, 0)
      before.setEnd(at, caret.startOffset)
      return before.toString().slice(-1)
    }
    const writes = (letter: string): void => {
      deeds.written.push({ letter, behind: letterBehind() })
      deeds.replaced += document.getSelection()!.toString()
    }
    const onKey = ({ key }: KeyboardEvent): void => {
      const selected = document.getSelection()!
      if (key === 'Enter') writes('\n')
      if (key === 'Backspace') deeds.deleted += selected.isCollapsed ? letterBehind() : selected.toString()
    }
    document.addEventListener('keydown', onKey, true)
    document.addEventListener('beforeinput', ({ data }) => data !== null && writes(data), true)
    return deeds
  })
}
