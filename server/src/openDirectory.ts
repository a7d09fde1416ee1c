import { access, open } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Kysely } from 'kysely'
import { sqliteDialect } from './adapters/sqlite/sqliteDialect.ts'
import { SqliteThread } from './adapters/sqlite/sqliteThread.ts'
import { CannotStart } from './dataFolder.ts'
import { migrate, NewerSchema } from './directory/migrate.ts'
import type { Schema } from './directory/schema.ts'

export const directoryFile = 'directory.sqlite'
/** Is there once the directory was: without it, a server that lost its directory would let everybody in. */
const MARK = 'directory.mark'

/**
 * Opens the people and rights in the data folder, and brings their tables to this program's version. Throws CannotStart
 * when they are missing, damaged, or of a later version.
 * @param changedByOthers is called a moment after another process, like the command line, has changed something.
 */
export async function openDirectory(folder: string, changedByOthers: () => void): Promise<Kysely<Schema>> {
  const file = join(folder, directoryFile)
  const mark = join(folder, MARK)
  if ((await isThere(mark)) && !(await isThere(file))) {
    throw new CannotStart(
      `The file ${resolve(file)} is missing: it says who may read and write what. Put it back from a backup, then start again. If it is lost for good, delete ${resolve(mark)}: then whoever has the address of a document may write in it, until an administrator says otherwise.`,
    )
  }
  let db: Kysely<Schema> | null = null
  try {
    db = new Kysely<Schema>({ dialect: sqliteDialect(await SqliteThread.open(file, changedByOthers)) })
    await migrate(db)
    const marked = await open(mark, 'a')
    await marked.sync()
    await marked.close()
    return db
  } catch (error) {
    await db?.destroy()
    throw new CannotStart(explain(error, resolve(file)), { cause: error })
  }
}

function explain(error: unknown, file: string): string {
  if (error instanceof NewerSchema)
    return `The file ${file} was written by a newer Weft: ${error.message}. Nothing was changed. Update this Weft, or put back the backup from before.`
  const reason = error instanceof Error ? error.message : String(error)
  return `The file ${file} cannot be opened (${reason}). Put it back from a backup, then start again.`
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
