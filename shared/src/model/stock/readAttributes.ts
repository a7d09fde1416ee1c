import type * as Y from 'yjs'
import { jsonOf } from '../json.ts'
import type { JsonObject } from '../page.ts'

/** What attributes of stock nodes are called here. */
const RENAMED = new Map([
  ['code params', 'language'],
  ['column width', 'share'],
  ['file url', 'src'],
  ['image url', 'src'],
  ['image name', 'alt'],
  ['image previewWidth', 'width'],
  ['math latex', 'tex'],
  ['mention id', 'person'],
  ['mention label', 'name'],
])

/** The attributes of a node as JSON, under the names that they have in a block or an atom of this kind. */
export function readAttributes(kind: string, node: Y.XmlElement): JsonObject {
  const given: Record<string, unknown> = node.getAttributes()
  const entries = Object.entries(given).flatMap(([key, value]) => {
    const json = jsonOf(value)
    return json === undefined || json === null ? [] : [[RENAMED.get(`${kind} ${key}`) ?? key, json] as const]
  })
  return Object.fromEntries(entries)
}
