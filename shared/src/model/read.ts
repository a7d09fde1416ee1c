import type * as Y from 'yjs'
import type { Block, Page, Table } from './page.ts'
import { Reading } from './reading.ts'
import type { FlatText, Section, TableReading } from './section.ts'

/** The name of a page's text in its Y.Doc [M1]. */
export const CONTENT = 'content'

/** Reads any text as a page. Never throws, never writes [M5]. */
export function read(text: Y.Text): Page {
  return pageOf(new Reading(text))
}

/** What a reading shows, as plain values. */
export function pageOf(reading: FlatText): Page {
  const [head, ...blocks] = reading.visible
  return { head: head?.content ?? [], blocks: blocks.map(blockOf) }
}

function blockOf({ id, kind, indent, attributes, content, table }: Section): Block {
  return { id, kind, indent, attributes, content, table: table && tableOf(table) }
}

function tableOf({ columns, rows, cellAt }: TableReading): Table {
  const cells = rows.map((row) => columns.map((column) => cellAt(row, column).map(pageOf)))
  return { columns, rows, cells }
}
