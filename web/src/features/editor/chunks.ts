import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'

/** How many blocks are skipped together; a chunk that has grown to twice that is divided. */
const SIZE = 50
/** How high a block is taken to be until it was seen: a line for so many letters, and the space above it. */
const LETTERS = 75
const LINE_EM = 1.65
const SPACE_EM = 0.75

// A key can lead the caret from afar to the beginning and to the end: it would stop at the edge of what is skipped.
const sheet = `
  slot { display: block; content-visibility: auto; }
  slot:is(:first-of-type, :last-of-type) { content-visibility: visible; }
  @media print { slot { content-visibility: visible; } }
`

/**
 * Lets the browser skip the blocks out of sight in chunks of some dozens. Where thousands are skipped one by one it looks at
 * each in every frame, whether it has come into view: 3 to 9 ms for 5,000 blocks, even if only a caret moves. The chunks
 * are slots of a shadow tree, so that for the editor, the style sheet and the selection the page stays a flat row of blocks.
 */
export const Chunks = Extension.create({
  name: 'chunks',
  addProseMirrorPlugins: () => [new Plugin({ view: ({ dom }) => (canChunk() ? startChunks(dom) : {}) })],
})

/** Only in Chromium, where the stories are told; elsewhere the style sheet lets the blocks be skipped one by one. */
function canChunk(): boolean {
  return CSS.supports('content-visibility: auto') && CSS.supports('interpolate-size: allow-keywords')
}

function startChunks(page: HTMLElement): { update: () => void; destroy: () => void } {
  const root = page.attachShadow({ mode: 'closed', slotAssignment: 'manual' })
  const styles = new CSSStyleSheet()
  styles.replaceSync(sheet)
  root.adoptedStyleSheets = [styles]
  page.dataset['chunks'] = ''
  /** The chunk of each block. The blocks of one are neighbours, and the chunks are in the order of the page. */
  const chunks = new WeakMap<Node, HTMLSlotElement>()

  function follow(records: readonly MutationRecord[]) {
    const left = new Set<HTMLSlotElement>()
    for (const { addedNodes, removedNodes } of records) {
      for (const block of [...removedNodes, ...addedNodes]) {
        const chunk = chunks.get(block)
        if (chunk !== undefined) left.add(chunk)
        chunks.delete(block)
      }
    }
    const grown = new Map<HTMLSlotElement, Node>()
    for (const { addedNodes } of records) {
      for (const block of addedNodes)
        if (block.parentNode === page && !chunks.has(block)) grown.set(adopt(block), block)
    }
    for (const [chunk, block] of grown) settle(chunk, block)
    for (const chunk of left) if (!grown.has(chunk) && chunk.assignedNodes().length === 0) chunk.remove()
  }

  /** Puts a run of new blocks into the chunk before it, or the one behind it, or the first of all. */
  function adopt(block: Node): HTMLSlotElement {
    const run = runAround(block, (one) => !chunks.has(one))
    const before = run[0]?.previousSibling
    const behind = run.at(-1)?.nextSibling
    const chunk =
      (before && chunks.get(before)) ?? (behind && chunks.get(behind)) ?? root.appendChild(newChunk())
    for (const one of run) chunks.set(one, chunk)
    return chunk
  }

  /** Tells the browser what is in a chunk, and divides one that is too long. */
  function settle(chunk: HTMLSlotElement, block: Node) {
    const blocks = runAround(block, (one) => chunks.get(one) === chunk)
    const size = blocks.length < 2 * SIZE ? blocks.length : SIZE
    let last = chunk
    for (let at = 0; at < blocks.length; at += size) {
      const part = blocks.slice(at, at + size)
      if (at > 0) last.after((last = newChunk()))
      for (const one of part) chunks.set(one, last)
      last.assign(...part)
      last.style.containIntrinsicBlockSize ||= `auto ${heightOf(part)}em`
    }
  }

  if (page.firstChild !== null) settle(adopt(page.firstChild), page.firstChild)
  const observer = new MutationObserver(follow)
  observer.observe(page, { childList: true })
  return {
    // What is in no chunk is not shown: it must be in one before anybody asks where it is.
    update: () => follow(observer.takeRecords()),
    destroy: () => observer.disconnect(),
  }
}

const newChunk = () => document.createElement('slot')

/** A block, and its neighbours on either side as long as they are of the same kind. */
function runAround(block: Node, isAlike: (one: Node) => boolean): (Element | Text)[] {
  let first = block
  while (first.previousSibling !== null && isAlike(first.previousSibling)) first = first.previousSibling
  const run: (Element | Text)[] = []
  for (let one: Node | null = first; one !== null && isAlike(one); one = one.nextSibling)
    if (one instanceof Element || one instanceof Text) run.push(one)
  return run
}

function heightOf(blocks: readonly Node[]): number {
  return blocks.reduce((sum, { textContent }) => {
    const lines = Math.max(1, Math.ceil((textContent?.length ?? 0) / LETTERS))
    return sum + lines * LINE_EM + SPACE_EM
  }, 0)
}
