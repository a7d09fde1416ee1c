import { once } from 'node:events'
import type { SQLInputValue } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { StoreFailed } from '../../ports/store.ts'
import type { Answer, News, Question } from './protocol.ts'

const FULL = 13
const FAILING = new Set([5, 6, 8, 10, 14, 23])

interface Waiting {
  resolve: (answer: Exclude<Answer, { error: unknown }>) => void
  reject: (error: Error) => void
}

/**
 * SQLite in a thread of its own: what it waits for, a sync above all, nobody's typing waits for. Statements are done
 * one after the other, in the order in which they came. Rejects with StoreFailed where the disk is to blame.
 */
export class SqliteThread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #last = 0

  private constructor(worker: Worker) {
    this.#worker = worker
  }

  /**
   * Opens a file, making it when it is not there; `:memory:` is nobody else's.
   * @param changedByOthers is called a moment after another process has changed what is in the file.
   */
  static async open(file: string, changedByOthers: () => void): Promise<SqliteThread> {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { file } })
    const thread = new SqliteThread(worker)
    worker.on('message', (message: Answer | News) => {
      if ('changedByOthers' in message) changedByOthers()
      else thread.#take(message)
    })
    worker.on('error', (error) => thread.#fail(error))
    worker.on('exit', () => thread.#fail(new Error('the database was closed')))
    // Whether it could be opened at all, before anybody counts on it.
    await thread.run('select 1', [])
    return thread
  }

  run(sql: string, parameters: readonly unknown[]): Promise<Exclude<Answer, { error: unknown }>> {
    return new Promise((resolve, reject) => {
      const id = ++this.#last
      this.#waiting.set(id, { resolve, reject })
      const question: Question = { id, sql, parameters: parameters as SQLInputValue[] }
      this.#worker.postMessage(question)
    })
  }

  /** Lets everything finish. */
  async close(): Promise<void> {
    const gone = once(this.#worker, 'exit')
    this.#worker.postMessage('close')
    await gone
  }

  #take(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    if ('error' in answer) waiting?.reject(errorOf(answer.error))
    else waiting?.resolve(answer)
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}

function errorOf({ message, code }: { message: string; code: number }): Error {
  // The lower byte of an extended code is the plain one: https://sqlite.org/rescode.html
  const plain = code & 0xff
  const error = new Error(message)
  if (plain === FULL) return new StoreFailed('diskFull', error)
  return FAILING.has(plain) ? new StoreFailed('storeFailing', error) : error
}
