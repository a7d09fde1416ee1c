/** One block of a page as people write it, before any editor has a say in how it is kept. */
export interface Prose {
  readonly kind: 'paragraph' | 'heading' | 'bullet' | 'number' | 'task' | 'quote' | 'code'
  readonly runs: readonly { readonly text: string; readonly bold: boolean }[]
}

const kinds: readonly Prose['kind'][] = [
  'heading',
  'paragraph',
  'paragraph',
  'bullet',
  'bullet',
  'bullet',
  'paragraph',
  'paragraph',
  'quote',
  'paragraph',
  'number',
  'number',
  'paragraph',
  'task',
  'task',
  'paragraph',
  'code',
  'paragraph',
  'paragraph',
  'paragraph',
]

const words =
  'the water below our old mill runs slower in autumn and nobody who lives near it has ever asked why so many leaves gather there before winter comes'.split(
    ' ',
  )

/** A page of so many blocks, each of about 200 letters; headings are shorter. The last is a paragraph. */
export function prosePage(blocks: number): Prose[] {
  return Array.from({ length: blocks }, (_, block) => {
    const kind = kinds[block % kinds.length] ?? 'paragraph'
    const text = sentence(block, kind === 'heading' ? 40 : 200)
    const sign = { text: signOf(block), bold: false }
    if (kind === 'code') return { kind, runs: [sign, { text: text.replaceAll(' and ', '\n'), bold: false }] }
    const cut = text.indexOf(' ', 30)
    const begin = { text: text.slice(0, cut), bold: kind !== 'heading' }
    return { kind, runs: [sign, begin, { text: text.slice(cut), bold: false }] }
  })
}

/** What a block begins with, so that it is found again on the page. */
export function signOf(block: number): string {
  return `§${block} `
}

/** The paragraph at a block, or the first one behind it. */
export function paragraphFrom(prose: readonly Prose[], block: number): number {
  return prose.findIndex(({ kind }, at) => at >= block && kind === 'paragraph')
}

function sentence(block: number, length: number): string {
  let text = ''
  for (let word = block * 7; text.length < length; word++) text += `${words[word % words.length]} `
  return `${text.trim()}.`
}
