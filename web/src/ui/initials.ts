const LATIN = /^\p{Script=Latin}/u

/** One or two letters for a name: the first of the first and last word, or the first sign of a Chinese name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = firstSign(words[0] ?? '')
  const last = words.length > 1 ? firstSign(words.at(-1) ?? '') : ''
  const both = LATIN.test(first) && LATIN.test(last) ? first + last : first
  return both.toLocaleUpperCase() || '?'
}

function firstSign(word: string): string {
  return Array.from(word)[0] ?? ''
}
