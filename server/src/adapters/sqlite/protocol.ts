import type { SQLInputValue } from 'node:sqlite'

/** One statement for the thread that has the database. */
export interface Question {
  id: number
  sql: string
  parameters: SQLInputValue[]
}

export type Answer =
  | { id: number; rows: unknown[]; changes?: number; lastInsertRowid?: number }
  /** `code` is SQLite's extended result code. */
  | { id: number; error: { message: string; code: number } }

export type News = { changedByOthers: true }
