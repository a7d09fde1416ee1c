import { mergeAttributes, Node } from '@tiptap/core'
import type { Node as Inline } from '@tiptap/pm/model'
import { isJsonObject, jsonOf } from '@weft/shared/model/json'
import type { JsonObject } from '@weft/shared/model/page'
import { shortName } from './shortName.ts'

/** Something in a line that is no letter and that this version has no looks for [M16]. */
export const OtherAtom = Node.create({
  name: 'otherAtom',
  group: 'inline atom',
  inline: true,
  atom: true,
  addAttributes: () => ({
    atom: {
      default: {},
      parseHTML: (element) => readAtom(element.dataset['atom']),
      renderHTML: ({ atom }) => ({ 'data-atom': JSON.stringify(atom) }),
    },
  }),
  parseHTML: () => [{ tag: 'span.atom[data-atom]' }],
  renderHTML: ({ node, HTMLAttributes }) => [
    'span',
    mergeAttributes(HTMLAttributes, { class: 'atom' }),
    shortName(nameOf(node)),
  ],
  renderText: ({ node }) => nameOf(node),
})

function nameOf({ attrs }: Inline): string {
  const { name, kind } = attrs['atom'] as JsonObject
  return typeof name === 'string' ? name : typeof kind === 'string' ? kind : '?'
}

function readAtom(text = ''): JsonObject {
  try {
    const atom = jsonOf(JSON.parse(text))
    return isJsonObject(atom) ? atom : {}
  } catch {
    return {}
  }
}
