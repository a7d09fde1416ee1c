import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { type Decoration, DecorationSet, type DecorationSource, type EditorView } from '@tiptap/pm/view'
import { RowDecorations } from './blocks/rowDecorations.ts'

/** What ProseMirror keeps of what it shows, and does not declare. */
interface ViewDesc {
  /** None if it stands for something else, as a caret between two blocks. */
  readonly node?: Node
  readonly children: readonly ViewDesc[]
  readonly outerDeco: readonly Decoration[]
  readonly innerDeco: DecorationSource
  /** How far its DOM may have gone its own way: not at all, inside a child, in the row of its children, itself. */
  readonly dirty: number
  update(node: Node, outer: readonly Decoration[], inner: DecorationSource, view: EditorView): boolean
  updateChildren(view: EditorView, position: number): void
}

const CHILD_DIRTY = 1
/** An edit changes a block or two, and the caret's neighbours; more is ProseMirror's. */
const FEW = 8
const NONE: readonly Decoration[] = []

/**
 * Lets a change of a few blocks cost what those blocks cost. ProseMirror goes through all blocks of the page with each
 * change, twice, and notes of each where it belongs: 3 ms for 5,000 blocks, for a letter. Here the row is only compared; where
 * anything else than a few blocks is different, ProseMirror does it all.
 */
export const FewBlocks = Extension.create({
  name: 'fewBlocks',
  addProseMirrorPlugins: () => [
    new Plugin({
      view(view) {
        watch(view)
        return { update: watch }
      },
    }),
  ],
})

const watched = new WeakSet<ViewDesc>()

function watch(view: EditorView): void {
  const page = (view as unknown as { docView: ViewDesc }).docView
  if (watched.has(page)) return
  watched.add(page)
  const updateAll = page.updateChildren.bind(page)
  page.updateChildren = (now, position) => {
    if (!updateFew(page, now)) updateAll(now, position)
  }
}

/** Returns whether the page is now as it should be. */
function updateFew(page: ViewDesc, view: EditorView): boolean {
  const { children, node, innerDeco } = page
  const row = node?.children ?? []
  const decorations = rowsIn(innerDeco)
  if (decorations === null || view.composing || page.dirty > CHILD_DIRTY) return false
  if (children.length !== row.length) return false
  const due: { desc: ViewDesc; block: Node; outer: readonly Decoration[] }[] = []
  const next = decorations.map(() => 0)
  let position = 0
  for (let i = 0; i < row.length; i++) {
    const block = row[i]!
    const desc = children[i]!
    if (desc.node === undefined) return false
    let own: Decoration[] | null = null
    for (let set = 0; set < decorations.length; set++) {
      const decoration = decorations[set]![next[set]!]
      if (decoration?.from !== position) continue
      next[set]!++
      own ??= []
      own.push(decoration)
    }
    const outer = own ?? NONE
    const isSame =
      desc.node === block &&
      desc.dirty === 0 &&
      desc.innerDeco === DecorationSet.empty &&
      sameLooks(desc.outerDeco, outer)
    if (!isSame && due.push({ desc, block, outer }) > FEW) return false
    position += block.nodeSize
  }
  // One that stands where no block begins is not for this.
  if (next.some((reached, set) => reached < decorations[set]!.length)) return false
  return due.every(({ desc, block, outer }) => desc.update(block, outer, DecorationSet.empty, view))
}

/** The decorations of whole blocks, if there are no others. */
function rowsIn(source: DecorationSource): (readonly Decoration[])[] | null {
  const rows: (readonly Decoration[])[] = []
  let isAll = true
  source.forEachSet((set) => {
    if (set instanceof RowDecorations) rows.push(set.row)
    else if (set !== DecorationSet.empty) isAll = false
  })
  return isAll ? rows : null
}

function sameLooks(a: readonly Decoration[], b: readonly Decoration[]): boolean {
  return a.length === b.length && a.every((decoration, i) => typeOf(decoration).eq(typeOf(b[i]!)))
}

interface Type {
  eq(other: Type): boolean
}
const typeOf = (decoration: Decoration): Type => (decoration as unknown as { type: Type }).type
