import type { AnyExtension } from '@tiptap/core'
import { Blockquote } from '@tiptap/extension-blockquote'
import { Bold } from '@tiptap/extension-bold'
import { Code } from '@tiptap/extension-code'
import { CodeBlock } from '@tiptap/extension-code-block'
import { Document } from '@tiptap/extension-document'
import { HardBreak } from '@tiptap/extension-hard-break'
import { Heading } from '@tiptap/extension-heading'
import { HorizontalRule } from '@tiptap/extension-horizontal-rule'
import { Italic } from '@tiptap/extension-italic'
import { BulletList } from '@tiptap/extension-list/bullet-list'
import { ListItem } from '@tiptap/extension-list/item'
import { ListKeymap } from '@tiptap/extension-list/keymap'
import { OrderedList } from '@tiptap/extension-list/ordered-list'
import { Paragraph } from '@tiptap/extension-paragraph'
import { Strike } from '@tiptap/extension-strike'
import { Text } from '@tiptap/extension-text'
import { Underline } from '@tiptap/extension-underline'
import { Dropcursor } from '@tiptap/extensions/drop-cursor'
import { Gapcursor } from '@tiptap/extensions/gap-cursor'
import { Selection } from '@tiptap/extensions/selection'
import type * as Y from 'yjs'
import { bindingOf } from './binding.ts'
import { FreshSelection } from './freshSelection.ts'
import { Link } from './link.ts'
import { NearCaret } from './nearCaret.ts'
import { PasteFormatted } from './pasteFormatted.ts'
import { PasteMarkdown } from './pasteMarkdown.ts'
import { Title } from './title.ts'
import { WriteBelow } from './writeBelow.ts'

const blocks = [
  Document,
  Paragraph,
  Text,
  Heading,
  Blockquote,
  CodeBlock.configure({ enableTabIndentation: true, tabSize: 2 }),
  HorizontalRule,
  BulletList,
  OrderedList,
  ListItem,
  ListKeymap,
]
const inline = [HardBreak, Bold, Italic, Underline, Strike, Code, Link]
const behaviour = [
  Dropcursor.configure({ class: 'dropcursor', color: false }),
  Gapcursor,
  Selection,
  FreshSelection,
  Title,
  NearCaret,
  WriteBelow,
  PasteMarkdown,
  PasteFormatted,
]

/** Everything the editor can do with one document. */
export function extensionsFor(doc: Y.Doc): AnyExtension[] {
  return [...blocks, ...inline, ...behaviour, ...bindingOf(doc)]
}
