import * as Y from 'yjs'
import { isJsonObject, jsonOf, sameJson } from './json.ts'
import type { Inline, JsonObject, Marks } from './page.ts'

/** What stands between one block mark and the next. */
export interface Lexed {
  readonly content: readonly Inline[]
  /** How many units of the text it is long. */
  readonly length: number
  /** The marks that are on at its end: Yjs keeps them as switches in the text. */
  readonly closes: Marks
  /** The item of the next block mark; null at the end of the text. */
  readonly next: Y.Item | null
}

/** Reads from an item up to the next block mark. `opens` are the marks that are on at its start. */
export function lexSection(start: Y.Item | null, opens: Marks): Lexed {
  const content: Inline[] = []
  let marks = opens
  let length = 0
  let item = start
  for (; item !== null; item = item.right) {
    if (item.deleted) continue
    if (isBlockMark(item)) break
    if (item.content instanceof Y.ContentFormat) marks = switched(marks, item.content)
    if (!item.countable) continue
    length += item.length
    if (item.content instanceof Y.ContentString) addText(content, item.content.str, marks)
    else for (let unit = 0; unit < item.length; unit++) content.push({ atom: atomOf(item.content), marks })
  }
  return { content, length, closes: marks, next: item }
}

/** Whether this item opens a block [M3]. */
export function isBlockMark(item: Y.Item): boolean {
  return item.content instanceof Y.ContentType && item.content.type instanceof Y.Map
}

function addText(content: Inline[], text: string, marks: Marks): void {
  const last = content.at(-1)
  if (last !== undefined && 'text' in last && sameJson(last.marks, marks))
    content[content.length - 1] = { text: last.text + text, marks: last.marks }
  else content.push({ text, marks })
}

/** The marks after a switch of Yjs. */
export function switched(marks: Marks, { key, value }: Y.ContentFormat): Marks {
  const json = jsonOf(value)
  if (Object.hasOwn(marks, key) && sameJson(marks[key], json)) return marks
  const { [key]: _, ...others } = marks
  return json === undefined || json === null ? others : { ...others, [key]: json }
}

/** Anything that is neither letter nor block mark, as an atom [M16]. */
function atomOf(content: Y.Item['content']): JsonObject {
  const embed = content instanceof Y.ContentEmbed ? jsonOf(content.embed) : undefined
  return isJsonObject(embed) ? embed : {}
}

/** The map of a block mark. */
export function mapOf(mark: Y.Item): Y.Map<unknown> {
  const { content } = mark
  if (content instanceof Y.ContentType && content.type instanceof Y.Map) return content.type
  throw new Error('the item is no block mark')
}
