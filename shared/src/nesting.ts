/** How deep a value may be nested. People write a few levels; some thousand overflow the stack of whoever reads them. */
export const DEEPEST_NESTING = 64

const QUOTE = 0x22
const BACKSLASH = 0x5c

/** Whether JSON text is nested no deeper than DEEPEST_NESTING; without recursion, so that looking cannot overflow. */
export function isShallowJson(text: string): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (inString) {
      if (code === BACKSLASH) i++
      else if (code === QUOTE) inString = false
    } else if (code === QUOTE) inString = true
    // Brackets differ from braces by this bit alone.
    else if ((code & ~0x20) === 0x5b && ++depth > DEEPEST_NESTING) return false
    else if ((code & ~0x20) === 0x5d) depth--
  }
  return true
}
