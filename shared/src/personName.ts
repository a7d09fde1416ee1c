export const LONGEST_NAME = 40

// Control characters, and the signs that turn the direction of everything after them.
// oxlint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g
/** Signs that nobody sees; those that join letters or emoji are none of them. */
const INVISIBLE = /[\u00ad\u115f\u1160\u180e\u200b\u2060-\u2064\u3164\ufeff\uffa0]/g
/** More marks on one letter than any language has reach over the lines around it. */
const PILED = /(\p{M}{4})\p{M}+/gu
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u

/** A name as it may be shown to others: one line that can be seen, no tricks with direction, not longer than LONGEST_NAME signs. May be empty. */
export function cleanName(typed: string): string {
  // Cut before anything else: a megabyte of name must cost nothing.
  const short = typed
    .slice(0, LONGEST_NAME * 4)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(UNSAFE, '')
    .replaceAll(INVISIBLE, '')
    .replaceAll(PILED, '$1')
    .trim()
  if (!SEEN.test(short)) return ''
  return Array.from(short).slice(0, LONGEST_NAME).join('')
}
