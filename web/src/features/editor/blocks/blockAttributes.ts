import type { Node } from '@tiptap/pm/model'
import type { Attribute } from '@tiptap/core'
import type { JsonObject } from '@weft/shared/model/page'

/** Deeper blocks are shown as deep as this [M8]. */
export const DEEPEST = 12

/** How deep a block is shown [M8]. */
export function depthOf({ attrs }: Node): number {
  return Math.min(DEEPEST, Number(attrs['indent'] ?? 0))
}
const LONGEST_ID = 64

/** What every block has beside the attributes of its kind. `rest` holds what this version does not know [M6]. */
export const blockAttributes: Readonly<Record<'id' | 'indent' | 'rest', Attribute>> = {
  id: {
    default: null,
    validate: (id) => {
      if (id !== null && (typeof id !== 'string' || id.length > LONGEST_ID)) throw new RangeError('no id')
    },
    parseHTML: (element) => element.dataset['id'] ?? null,
    renderHTML: ({ id }) => (typeof id === 'string' ? { 'data-id': id } : null),
  },
  indent: {
    default: 0,
    validate: (indent) => {
      if (!Number.isSafeInteger(indent) || Number(indent) < 0) throw new RangeError('no indent')
    },
    parseHTML: (element) => readIndent(element.dataset['indent']),
    renderHTML: ({ indent }) => (indent > 0 ? { 'data-indent': Math.min(Number(indent), DEEPEST) } : null),
  },
  rest: {
    default: null,
    validate: (rest) => {
      if (typeof rest !== 'object' || Array.isArray(rest)) throw new RangeError('no attributes')
    },
    parseHTML: (element) => readRest(element.dataset['rest']),
    renderHTML: ({ rest }) => (rest === null ? null : { 'data-rest': JSON.stringify(rest) }),
  },
}

function readIndent(text = ''): number {
  return /^\d{1,2}$/.test(text) ? Math.min(Number(text), DEEPEST) : 0
}

function readRest(text = ''): JsonObject | null {
  try {
    const rest: unknown = JSON.parse(text)
    return typeof rest === 'object' && !Array.isArray(rest) ? (rest as JsonObject | null) : null
  } catch {
    return null
  }
}
