import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { SqliteThread } from './sqliteThread.ts'

/**
 * Kysely on SQLite in its thread, which does one statement after the other. Statements go there as they come; while there is a
 * transaction they wait for its end, so that none that is not its own comes in between.
 */
export function sqliteDialect(thread: SqliteThread): Dialect {
  return {
    createAdapter: () => new ThreadAdapter(),
    createDriver: () => new ThreadDriver(thread),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

class ThreadAdapter extends SqliteAdapter {
  /** Taking turns is the driver's: Kysely's own way wakes all that wait each time one is done. */
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

class ThreadDriver implements Driver {
  readonly #thread: SqliteThread
  /** Ends when the last transaction does that is wanted so far. */
  #lastWanted: Promise<void> = Promise.resolve()
  /** The transaction that there is. */
  #open: { owner: DatabaseConnection; ended: Promise<void>; end: () => void } | null = null

  constructor(thread: SqliteThread) {
    this.#thread = thread
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new ThreadConnection(this.#thread, (connection) => this.#turn(connection))
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const before = this.#lastWanted
    const { promise: ended, resolve: end } = Promise.withResolvers<void>()
    this.#lastWanted = ended
    await before
    this.#open = { owner: connection, ended, end }
    // At once for writing: one that becomes so later can be refused in its middle.
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    if (this.#open?.owner !== connection) return
    const { end } = this.#open
    this.#open = null
    end()
  }

  async destroy(): Promise<void> {
    await this.#thread.close()
  }

  /** Null where nobody has to be waited for: what is asked then is asked before any transaction that comes. */
  #turn(connection: DatabaseConnection): Promise<void> | null {
    return this.#open === null || this.#open.owner === connection ? null : this.#open.ended
  }
}

type Turn = (connection: DatabaseConnection) => Promise<void> | null

class ThreadConnection implements DatabaseConnection {
  readonly #thread: SqliteThread
  readonly #turn: Turn

  constructor(thread: SqliteThread, turn: Turn) {
    this.#thread = thread
    this.#turn = turn
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    // Another transaction may begin before whoever waited for one goes on.
    for (let busy = this.#turn(this); busy !== null; busy = this.#turn(this)) await busy
    const { rows, changes, lastInsertRowid } = await this.#thread.run(sql, parameters)
    return {
      rows: rows as R[],
      ...(changes !== undefined && { numAffectedRows: BigInt(changes) }),
      ...(lastInsertRowid !== undefined && { insertId: BigInt(lastInsertRowid) }),
    }
  }

  // oxlint-disable-next-line require-yield
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('rows are not streamed')
  }
}
