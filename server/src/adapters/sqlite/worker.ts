import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import type { Answer, Question } from './protocol.ts'

/** Statements are kept prepared; there are not many more than this. */
const PREPARED = 500
/** How often it is looked whether another process has changed the file, in milliseconds. */
const LOOK_MS = 250

const { file } = workerData as { file: string }
const database = new DatabaseSync(file, { timeout: 5000 })
// Synced with every commit: what was answered survives the power cut.
database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on')
const prepared = new Map<string, StatementSync>()

function statement(sql: string): StatementSync {
  const known = prepared.get(sql)
  if (known !== undefined) return known
  const made = database.prepare(sql)
  if (prepared.size >= PREPARED) prepared.clear()
  prepared.set(sql, made)
  return made
}

function answer({ id, sql, parameters }: Question): Answer {
  try {
    const ready = statement(sql)
    if (ready.columns().length > 0) return { id, rows: ready.all(...parameters) }
    const { changes, lastInsertRowid } = ready.run(...parameters)
    return { id, rows: [], changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) }
  } catch (error) {
    const { message, errcode = 0 } = error as Error & { errcode?: number }
    return { id, error: { message, code: errcode } }
  }
}

/** SQLite's own count of the commits of others: https://sqlite.org/pragma.html#pragma_data_version */
const commitsOfOthers = (): unknown => Object.values(statement('pragma data_version').get() ?? {})[0]
let seen = commitsOfOthers()
const looking = setInterval(() => {
  const now = commitsOfOthers()
  if (now !== seen) parentPort?.postMessage({ changedByOthers: true })
  seen = now
}, LOOK_MS)

parentPort?.on('message', (question: Question | 'close') => {
  if (question !== 'close') return parentPort?.postMessage(answer(question))
  clearInterval(looking)
  database.close()
  parentPort?.close()
})
