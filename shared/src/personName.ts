export const LONGEST_NAME = 40

// Control characters, and the signs that turn the direction of everything after them.
// oxlint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** A name as it may be shown to others: one line, no tricks with direction, not longer than LONGEST_NAME signs. May be empty. */
export function cleanName(typed: string): string {
  // Cut before anything else: a megabyte of name must cost nothing.
  const short = typed
    .slice(0, LONGEST_NAME * 4)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(UNSAFE, '')
    .trim()
  return Array.from(short).slice(0, LONGEST_NAME).join('')
}
