import type { DOMParser, Fragment, Node, ParseOptions, Schema } from '@tiptap/pm/model'
import { readHtml } from './readHtml.ts'
import { HtmlWriter } from './writeHtml.ts'
import { writeText } from './writeText.ts'

/** What other programs read and write, in one piece: nobody needs it before something is copied or pasted. */
export const formats = {
  readHtml: (dom: HTMLElement, parser: DOMParser, options?: ParseOptions): Node[] =>
    readHtml(dom, parser, options),
  writeHtml: (blocks: Fragment, schema: Schema): DocumentFragment =>
    new HtmlWriter(schema).write(blocks.content),
  writeText,
}
