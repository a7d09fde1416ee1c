import { Fragment, type Node, type Schema } from '@tiptap/pm/model'
import { DEEPEST } from '../blocks/blockAttributes.ts'
import { numberAt } from '../blocks/numbering.ts'

type Attributes = Readonly<Record<string, unknown>>

/** A place in nested text: the page, an item or a quote. */
export interface Place {
  /** How deep the blocks in it are. */
  readonly indent: number
  /** What the next text in it becomes; plain text where there is none. */
  lead: { readonly type: 'bullet' | 'number' | 'task' | 'quote'; readonly attrs: Attributes } | null
  /** Whether the item or quote itself is there already, to hold what else is in it. */
  begun: boolean
}

/** Builds a flat row of blocks from text that is nested: what an item or a quote holds stands behind it, one deeper [M9]. */
export class BlockRow {
  readonly blocks: Node[] = []
  readonly #schema: Schema

  constructor(schema: Schema) {
    this.#schema = schema
  }

  page(): Place {
    return { indent: 0, lead: null, begun: true }
  }

  /** Adds a line of text. The first one in an item is the item, each one in a quote is a line of the quote. */
  addText(place: Place, content: Fragment | readonly Node[]): void {
    const { lead, indent } = place
    if (lead === null) return this.#add('paragraph', { indent }, content)
    this.#add(lead.type, { ...lead.attrs, indent: indent - 1 }, content)
    place.begun = true
    if (lead.type !== 'quote') place.lead = null
  }

  /** Adds something else than text. */
  addBlock(place: Place, type: string, attrs: Attributes, content: Fragment | readonly Node[]): void {
    this.begin(place)
    this.#add(type, { ...attrs, indent: place.indent }, content)
  }

  addTable(place: Place, table: Node): void {
    this.begin(place)
    this.blocks.push(
      table.type.create({ ...table.attrs, indent: Math.min(place.indent, DEEPEST) }, table.content),
    )
  }

  inQuote(place: Place): Place {
    this.begin(place)
    return { indent: place.indent + 1, lead: { type: 'quote', attrs: {} }, begun: false }
  }

  /** `start` is the number of an item that begins a list. */
  inItem(
    place: Place,
    type: 'bullet' | 'number' | 'task',
    attrs: Attributes,
    start: number | null = null,
  ): Place {
    this.begin(place)
    const follows = start === numberAt(this.blocks, this.blocks.length, place.indent)
    const own = type === 'number' ? { start: follows ? null : start } : attrs
    return { indent: place.indent + 1, lead: { type, attrs: own }, begun: false }
  }

  /** Makes sure that an item or a quote is there, though it has no text. */
  begin(place: Place): void {
    if (!place.begun) this.addText(place, [])
  }

  #add(type: string, { indent, ...attrs }: Attributes, content: Fragment | readonly Node[]): void {
    const depth = Math.min(Number(indent), DEEPEST)
    this.blocks.push(this.#schema.node(type, { ...attrs, indent: depth }, Fragment.from(content)))
  }
}
