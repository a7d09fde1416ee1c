/** Signs of Markdown at the start of a line that hardly anybody writes in plain prose. */
const STRONG = /^(#{1,6} \S|```|~~~|> \S|- \[[ xX]\] |\|.*\|.*\||(\*\*\*+|---+|___+)\s*$)/
/** Signs that plain prose has too: they count when there are several, or one beside another sign. */
const WEAK = /^\s*([-*+]|\d{1,9}[.)]) \S/
const INLINE = /\*\*\S(.*?\S)?\*\*|`[^`\n]+`|\[[^\]\n]+\]\((https?:|mailto:|#|\/)[^)\s]*\)|~~\S(.*?\S)?~~/

const LINES_READ = 400

/** Whether pasted plain text is Markdown, so that it is better shown as blocks than as it stands. */
export function looksLikeMarkdown(text: string): boolean {
  let weak = 0
  for (const line of text.split('\n', LINES_READ)) {
    if (STRONG.test(line) || INLINE.test(line)) return true
    if (WEAK.test(line)) weak += 1
  }
  return weak >= 2
}
