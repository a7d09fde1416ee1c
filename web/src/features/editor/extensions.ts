import type { AnyExtension } from '@tiptap/core'
import { Bold } from '@tiptap/extension-bold'
import { Code } from '@tiptap/extension-code'
import { HardBreak } from '@tiptap/extension-hard-break'
import { Italic } from '@tiptap/extension-italic'
import { Strike } from '@tiptap/extension-strike'
import { Text } from '@tiptap/extension-text'
import { Underline } from '@tiptap/extension-underline'
import { Dropcursor } from '@tiptap/extensions/drop-cursor'
import { Gapcursor } from '@tiptap/extensions/gap-cursor'
import { Selection } from '@tiptap/extensions/selection'
import type * as Y from 'yjs'
import type { Incoming } from '../../session/incoming.ts'
import { CONTENT } from '@weft/shared/model/read'
import { sharedText } from './binding/extension.ts'
import { BlockLooks } from './blocks/blockLooks.ts'
import { Bullet } from './blocks/bullet.ts'
import { CodeBlock } from './blocks/codeBlock.ts'
import { Divider } from './blocks/divider.ts'
import { Heading } from './blocks/heading.ts'
import { Numbered } from './blocks/numbered.ts'
import { OtherAtom } from './blocks/otherAtom.ts'
import { OtherBlock } from './blocks/otherBlock.ts'
import { Page } from './blocks/page.ts'
import { Paragraph } from './blocks/paragraph.ts'
import { Quote } from './blocks/quote.ts'
import { Table, TableCaption, TableCell, TableGrid, TableRow } from './blocks/table.ts'
import { Task } from './blocks/task.ts'
import { Title } from './blocks/title.ts'
import { BlockCommands } from './commands/blockCommands.ts'
import { BlockKeys } from './commands/blockKeys.ts'
import { TypedSigns } from './commands/typedSigns.ts'
import { WriteBehind } from './commands/writeBehind.ts'
import { Chunks } from './chunks.ts'
import { calmComposition } from './composition.ts'
import { FewBlocks } from './fewBlocks.ts'
import { freshSelection } from './freshSelection.ts'
import { Link } from './link.ts'
import { NearCaret } from './nearCaret.ts'
import { Copy } from './clipboard/copy.ts'
import { PasteFormatted } from './clipboard/pasteFormatted.ts'
import { PasteMarkdown } from './clipboard/pasteMarkdown.ts'
import { WriteBelow } from './writeBelow.ts'

const blocks = [
  Page,
  Title,
  Paragraph,
  Heading,
  Bullet,
  Numbered,
  Task,
  Quote,
  CodeBlock,
  Divider,
  OtherBlock,
  Table,
  TableGrid,
  TableRow,
  TableCell,
  TableCaption,
]
const inline = [Text, HardBreak, OtherAtom, Bold, Italic, Underline, Strike, Code, Link]
const behaviour = [
  Dropcursor.configure({ class: 'dropcursor', color: false }),
  Gapcursor,
  Selection,
  BlockLooks,
  BlockCommands,
  BlockKeys,
  TypedSigns,
  WriteBehind,
  NearCaret,
  FewBlocks,
  Chunks,
  WriteBelow,
  PasteFormatted,
  PasteMarkdown,
  Copy,
]

/** Everything the editor can do with one document. */
export function extensionsFor(doc: Y.Doc, incoming: Incoming): AnyExtension[] {
  const together = [sharedText(doc.getText(CONTENT)), freshSelection(incoming), calmComposition(incoming)]
  return [...blocks, ...inline, ...behaviour, ...together]
}
