import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { Random } from '../world/random.ts'

const LETTERS = Array.from('etaoinshrdlcumwfgypbvk文字一人')

/** One keystroke: at `position`, `deleted` characters go and `inserted` come. */
export interface Keystroke {
  position: number
  deleted: number
  inserted: string
}

export interface EditingHistory {
  name: string
  keystrokes: Keystroke[]
  text: string
}

/** The history that TRACE names (josephg/editing-traces, sequential, gzipped JSON), or one of our own making. */
export async function editingHistory(): Promise<EditingHistory> {
  const path = process.env.TRACE
  if (path === undefined) return inventedHistory(1, 100_000)
  const json = (await promisify(gunzip)(await readFile(path))).toString()
  const { txns, endContent } = JSON.parse(json) as {
    txns: { patches: [number, number, string][] }[]
    endContent: string
  }
  const keystrokes = txns.flatMap(({ patches }) =>
    patches.map(([position, deleted, inserted]) => ({ position, deleted, inserted })),
  )
  return { name: path, keystrokes, text: endContent }
}

/**
 * Somebody writes for some days: runs of letters in one place, mostly where the last run ended, corrections by
 * backspace, jumps to read over and mend, now and then a paragraph that goes.
 */
function inventedHistory(seed: number, length: number): EditingHistory {
  const random = new Random(seed)
  const keystrokes: Keystroke[] = []
  let text = ''
  let caret = 0
  const press = (position: number, deleted: number, inserted: string): void => {
    keystrokes.push({ position, deleted, inserted })
    text = text.slice(0, position) + inserted + text.slice(position + deleted)
    caret = position + inserted.length
  }
  while (keystrokes.length < length) {
    if (random.chance(0.25)) caret = random.below(text.length + 1)
    for (let run = 3 + random.below(60); run > 0; run--) press(caret, 0, letter(random))
    if (random.chance(0.4)) {
      for (let back = random.below(12); back > 0 && caret > 0; back--) press(caret - 1, 1, '')
    }
    if (random.chance(0.01))
      press(Math.min(caret, Math.max(0, text.length - 200)), Math.min(200, text.length), '')
  }
  return { name: `an invented history (seed ${seed})`, keystrokes, text }
}

function letter(random: Random): string {
  if (random.chance(0.16)) return ' '
  if (random.chance(0.01)) return '\n'
  return random.pick(LETTERS)
}
