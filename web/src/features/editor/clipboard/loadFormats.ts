import type { formats } from './formats.ts'

let loaded: typeof formats | null = null

/** Brings what copying and pasting need, after the page is there. Where that fails, the editor does it by its own means. */
export async function loadFormats(): Promise<void> {
  const module = await import('./formats.ts').catch(() => null)
  loaded = module?.formats ?? null
}

/** What was brought; null before. */
export function formatsAtHand(): typeof formats | null {
  return loaded
}
