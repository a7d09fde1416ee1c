import * as Y from 'yjs'
import type { Block, Inline, Json, JsonObject, Page, Table } from '../page.ts'
import { appendInline } from './appendInline.ts'
import { blockAttributes } from './blockAttributes.ts'
import type { Ids } from './ids.ts'
import { listStart } from './listStart.ts'
import { pageOf } from './pageOf.ts'
import { isInline, type Piece, piecesOf } from './piece.ts'
import { readAtom } from './readAtom.ts'
import { readTable } from './readTable.ts'
import { type BlockRole, type Role, roleOf } from './roleOf.ts'

/** Reads what a node holds as blocks. In a cell, a table is nothing but its text [M18]. */
export function readFlow(pieces: readonly Piece[], ids: Ids, inCell = false): Block[] {
  return new Flow(ids, inCell).read(pieces)
}

/** A block in the making. */
interface Draft {
  wishedId: unknown
  readonly kind: string
  readonly indent: number
  attributes: JsonObject
  readonly content: Inline[]
  readonly table: Table | null
}

/** A node that is being read. */
interface Frame {
  readonly role: Role
  readonly pieces: readonly Piece[]
  /** How many pieces are read or begun. */
  done: number
  /** Of the blocks in it. */
  readonly indent: number
  /** Where letters go as long as no other block is behind it. */
  line: Draft | null
  /** Whether a node that is not known is part of a line. */
  readonly isLine: boolean
  /** What the first block in it is told: by a container all, by a list where to begin to count. */
  readonly tells: { readonly container?: Y.XmlElement; readonly start?: Json }
}

const WRAPPER: Role = { is: 'wrapper' }

/** Reads a tree from its beginning to its end. The frames are the stack: a tree can be deeper than calls. */
class Flow {
  readonly #ids: Ids
  readonly #inCell: boolean
  readonly #drafts: Draft[] = []
  readonly #frames: Frame[] = []

  constructor(ids: Ids, inCell: boolean) {
    this.#ids = ids
    this.#inCell = inCell
  }

  read(pieces: readonly Piece[]): Block[] {
    this.#enter(WRAPPER, pieces, { indent: 0 })
    for (let frame = this.#frames.at(-1); frame !== undefined; frame = this.#frames.at(-1)) {
      const piece = frame.pieces[frame.done]
      frame.done += 1
      if (piece === undefined) this.#frames.pop()
      else if (isInline(piece)) appendInline(this.#lineOf(frame).content, piece)
      else if (piece instanceof Y.XmlElement) this.#node(frame, piece)
      else this.#enter(WRAPPER, piecesOf(piece), frame)
    }
    return this.#drafts.map(({ wishedId, ...block }) => ({ id: this.#ids.take(wishedId), ...block }))
  }

  #enter(
    role: Role,
    pieces: readonly Piece[],
    { indent, ...rest }: Pick<Frame, 'indent'> & Partial<Frame>,
  ): void {
    const isLine = rest.isLine === true || pieces.some(isInline)
    this.#frames.push({
      role,
      pieces,
      done: 0,
      indent,
      line: rest.line ?? null,
      isLine,
      tells: rest.tells ?? {},
    })
  }

  #node(frame: Frame, node: Y.XmlElement): void {
    const pieces = piecesOf(node)
    const role = roleOf(node.nodeName)
    const { indent } = frame
    switch (role.is) {
      case 'break':
        return this.#inline(frame, { text: '\n', marks: {} }, pieces)
      case 'atom':
        return this.#inline(frame, ...readAtom(role.kind, node, pieces))
      case 'block':
        return this.#block(frame, node, role, pieces)
      case 'item': {
        const isTask = typeof node.getAttribute('checked') === 'boolean'
        const kind = frame.role.is === 'list' ? frame.role.item : 'bullet'
        return this.#open(frame, node, { is: 'block', kind: isTask ? 'task' : kind, holds: 'line' }, pieces)
      }
      case 'unknown': {
        const kind = node.nodeName || 'paragraph'
        if (frame.isLine) return this.#inline(frame, ...readAtom(kind, node, pieces))
        return this.#open(frame, node, { is: 'block', kind, holds: 'line' }, pieces)
      }
      case 'table':
        return this.#table(frame, node, pieces)
      case 'list':
        return this.#enter(role, pieces, {
          indent,
          tells: { start: listStart(node, frame.pieces[frame.done - 2]) },
        })
      case 'container':
        return this.#enter(role, pieces, { indent, tells: { container: node } })
      case 'group':
        return this.#enter(role, pieces, { indent: frame.role.is === 'container' ? indent + 1 : indent })
      default:
        return this.#enter(role, pieces, { indent })
    }
  }

  /** Letters that stand in an inline node are put behind it. */
  #inline(frame: Frame, inline: Inline, pieces: readonly Piece[]): void {
    const line = this.#lineOf(frame)
    appendInline(line.content, inline)
    this.#enter(WRAPPER, pieces, { indent: frame.indent, line, isLine: true })
  }

  #block(frame: Frame, node: Y.XmlElement, role: BlockRole, pieces: readonly Piece[]): void {
    const isParagraph = role.kind === 'paragraph'
    if (role.kind === 'image' && frame.isLine) return this.#inline(frame, ...readAtom('image', node, pieces))
    if (isParagraph && isImageAlone(pieces)) return this.#enter(WRAPPER, pieces, { indent: frame.indent })

    const line = isParagraph ? this.#waitingLine(frame) : null
    if (line === null) return this.#open(frame, node, role, pieces)
    line.wishedId ??= node.getAttribute('id')
    line.attributes = { ...blockAttributes(role.kind, node).attributes, ...line.attributes }
    this.#enter(role, pieces, { indent: frame.indent, line, isLine: true })
  }

  /** The line that a node takes from the first paragraph in it. */
  #waitingLine({ role, line, done }: Frame): Draft | null {
    const isWaiting = role.is === 'block' && role.holds !== 'blocks' && done === 1
    return isWaiting && line?.content.length === 0 ? line : null
  }

  #open(frame: Frame, node: Y.XmlElement, role: BlockRole, pieces: readonly Piece[]): void {
    const line = this.#draft(frame, node, role.kind, null)
    this.#enter(role, pieces, { indent: frame.indent + 1, line, isLine: role.holds === 'letters' })
  }

  #table(frame: Frame, node: Y.XmlElement, pieces: readonly Piece[]): void {
    const readCell = (cell: readonly Piece[]): Page => pageOf(readFlow(cell, this.#ids, true), ['paragraph'])
    const table = this.#inCell ? null : readTable(pieces, this.#ids, readCell)
    if (table === null) this.#enter(WRAPPER, pieces, { indent: frame.indent })
    else this.#draft(frame, node, 'table', table)
  }

  #draft(frame: Frame, node: Y.XmlElement, kind: string, table: Table | null): Draft {
    const { container, start } = frame.done === 1 ? frame.tells : {}
    const { attributes, text } = blockAttributes(kind, node)
    const draft: Draft = {
      wishedId: node.getAttribute('id') ?? container?.getAttribute('id'),
      kind,
      indent: frame.indent,
      attributes: {
        ...(container && blockAttributes(kind, container).attributes),
        ...attributes,
        ...(kind === 'number' && start !== undefined && { start }),
      },
      content: text === '' ? [] : [{ text, marks: {} }],
      table,
    }
    this.#drafts.push(draft)
    return draft
  }

  #lineOf(frame: Frame): Draft {
    if (frame.line === null || frame.line !== this.#drafts.at(-1)) {
      const { indent } = frame
      frame.line = { wishedId: null, kind: 'paragraph', indent, attributes: {}, content: [], table: null }
      this.#drafts.push(frame.line)
    }
    return frame.line
  }
}

function isImageAlone(pieces: readonly Piece[]): boolean {
  const [piece, ...others] = pieces
  return others.length === 0 && piece instanceof Y.XmlElement && kindOf(piece) === 'image'
}

function kindOf(node: Y.XmlElement): string | null {
  const role = roleOf(node.nodeName)
  return role.is === 'block' ? role.kind : null
}
