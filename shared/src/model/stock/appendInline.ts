import { sameJson } from '../json.ts'
import type { Inline } from '../page.ts'

/** Puts letters or an atom at the end of a line; letters join those before them that carry the same marks. */
export function appendInline(line: Inline[], inline: Inline): void {
  const last = line.at(-1)
  if (last === undefined || !('text' in last) || !('text' in inline) || !sameJson(last.marks, inline.marks)) {
    line.push(inline)
    return
  }
  line[line.length - 1] = { text: last.text + inline.text, marks: last.marks }
}
