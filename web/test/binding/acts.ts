import type { Writer } from './writer.ts'

/** Something that a person does at a block. `own` are letters that nobody else types. */
export interface Act {
  readonly name: string
  readonly does: (writer: Writer, block: number, own: string) => void
}

const KINDS = [
  'paragraph',
  'heading',
  'bullet',
  'number',
  'task',
  'quote',
  'codeBlock',
  'divider',
  'otherBlock',
]

/** All that a person can do to a block of text. */
export const acts: readonly Act[] = [
  { name: 'types', does: (writer, block, own) => writer.types(writer.at(block, 3), own) },
  { name: 'types at the end', does: (writer, block, own) => writer.types(writer.at(block, 99), own) },
  { name: 'deletes', does: (writer, block) => writer.deletes(writer.at(block, 2), writer.at(block, 5)) },
  { name: 'splits', does: (writer, block) => writer.splits(writer.at(block, 4)) },
  { name: 'joins', does: (writer, block) => writer.joins(block) },
  ...KINDS.map((kind) => ({
    name: `turns into ${kind}`,
    does: (writer: Writer, block: number) =>
      writer.turns(block, kind, kind === 'otherBlock' ? { kind: 'callout' } : {}),
  })),
  { name: 'indents', does: (writer, block) => writer.indents(block, 1) },
  { name: 'outdents', does: (writer, block) => writer.indents(block, -1) },
  { name: 'bolds', does: (writer, block) => writer.bolds(writer.at(block, 1), writer.at(block, 6)) },
  { name: 'moves up', does: (writer, block) => writer.moves(block, block - 1) },
  { name: 'moves down', does: (writer, block) => writer.moves(block, writer.blocks.length) },
  {
    name: 'cuts and pastes',
    does(writer, block) {
      const node = writer.deletesBlock(block)
      if (node !== null) writer.pastes(writer.blocks.length, [node])
    },
  },
  { name: 'deletes the block', does: (writer, block) => void writer.deletesBlock(block) },
  {
    name: 'undoes',
    does(writer, block, own) {
      writer.types(writer.at(block, 5), own)
      writer.steps('undo')
    },
  },
]

/** All that a person can do to a table, in its first cell or around it. */
export const tableActs: readonly Act[] = [
  { name: 'types in a cell', does: (writer, _block, own) => writer.types(cell(writer, 2), own) },
  { name: 'deletes in a cell', does: (writer) => writer.deletes(cell(writer, 1), cell(writer, 3)) },
  { name: 'splits in a cell', does: (writer) => writer.splits(cell(writer, 2)) },
  { name: 'bolds in a cell', does: (writer) => writer.bolds(cell(writer, 0), cell(writer, 3)) },
  { name: 'indents the table', does: (writer, block) => writer.indents(block, 1) },
  { name: 'moves the table', does: (writer, block) => writer.moves(block, 1) },
  {
    name: 'cuts and pastes the table',
    does(writer, block) {
      const node = writer.deletesBlock(block)
      if (node !== null) writer.pastes(writer.blocks.length, [node])
    },
  },
  { name: 'deletes the table', does: (writer, block) => void writer.deletesBlock(block) },
  { name: 'inserts a row', does: (writer) => writer.changesLane('insert', 'row', 1) },
  { name: 'inserts a column', does: (writer) => writer.changesLane('insert', 'column', 1) },
  { name: 'deletes a row', does: (writer) => writer.changesLane('delete', 'row', 0) },
  { name: 'deletes a column', does: (writer) => writer.changesLane('delete', 'column', 0) },
  {
    name: 'undoes in a cell',
    does(writer, _block, own) {
      writer.types(cell(writer, 1), own)
      writer.steps('undo')
    },
  },
]

function cell(writer: Writer, offset: number): number {
  return (writer.cells[0] ?? 0) + offset
}
