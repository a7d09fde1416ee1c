import type { Writer } from './writer.ts'

/** Somebody's input method: letters that are not yet what they will be, under one composition in the browser. */
export interface Composing {
  /** What stands half-typed at the caret now. */
  shows: (letters: string) => Promise<void>
  /** The end of the composition: this is what was meant. */
  commits: (letters: string) => Promise<void>
  /** How often a composition began and ended on this page. */
  counts: () => Promise<{ begun: number; ended: number }>
}

/** Lets somebody write as people write Chinese, Japanese and Korean. */
export async function composing({ page }: Writer): Promise<Composing> {
  const devtools = await page.context().newCDPSession(page)
  const counter = await page.evaluateHandle(() => {
    const counts = { begun: 0, ended: 0 }
    document.addEventListener('compositionstart', () => counts.begun++, true)
    document.addEventListener('compositionend', () => counts.ended++, true)
    return counts
  })
  return {
    async shows(text) {
      const at = text.length
      await devtools.send('Input.imeSetComposition', { text, selectionStart: at, selectionEnd: at })
    },
    async commits(text) {
      await devtools.send('Input.insertText', { text })
    },
    counts: () => counter.jsonValue(),
  }
}
