import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, unlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CannotStart } from '../../src/dataFolder.ts'
import { migrate, NewerSchema } from '../../src/directory/migrate.ts'
import { openDirectory } from '../../src/openDirectory.ts'
import { memoryDirectory } from '../people/memoryDirectory.ts'

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url))
/** A directory as each released version has left it, with something in every table; kept for good. */
const versions = readdirSync(FIXTURES).filter((name) => /^directory\d+\.sql$/.test(name))

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'weft-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const shapeOf = (file: string): unknown =>
  new DatabaseSync(file)
    .prepare(`select name, sql from sqlite_master where sql is not null order by name`)
    .all()

test('there is a directory of every version', () => {
  expect(versions.length).toBeGreaterThan(0)
  expect(versions.sort()).toEqual(versions.map((_, i) => `directory${String(i + 1)}.sql`))
})

test.each(versions)(
  'a directory as of %s is brought to this version, with all that is in it',
  async (name) => {
    const file = join(folder, 'directory.sqlite')
    const old = new DatabaseSync(file)
    old.exec(readFileSync(FIXTURES + name, 'utf8'))
    old.close()
    const db = await openDirectory(folder, () => {})
    expect(await db.selectFrom('people').select(['name', 'isAdministrator']).execute()).toEqual([
      { name: 'Ada', isAdministrator: 1 },
      { name: '小明', isAdministrator: 0 },
    ])
    expect(await db.selectFrom('documents').select('title').execute()).toEqual([{ title: 'Plans' }])
    expect(await db.selectFrom('introducers').select(['client', 'clock', 'person']).execute()).toContainEqual(
      {
        client: 4294967295,
        clock: 0,
        person: 'MingMingMingMingMing01',
      },
    )
    expect(await db.selectFrom('personGrants').select('role').execute()).toEqual([{ role: 'owner' }])
    await db.destroy()
    const fresh = mkdtempSync(join(tmpdir(), 'weft-'))
    await (await openDirectory(fresh, () => {})).destroy()
    expect(shapeOf(file)).toEqual(shapeOf(join(fresh, 'directory.sqlite')))
    rmSync(fresh, { recursive: true })
  },
)

test('a start brings the tables up once, and finds them the next time', async () => {
  await (await openDirectory(folder, () => {})).destroy()
  const before = shapeOf(join(folder, 'directory.sqlite'))
  await (await openDirectory(folder, () => {})).destroy()
  expect(shapeOf(join(folder, 'directory.sqlite'))).toEqual(before)
})

test('tables of a newer program are refused and not touched', async () => {
  await (await openDirectory(folder, () => {})).destroy()
  const file = join(folder, 'directory.sqlite')
  const newer = new DatabaseSync(file)
  newer.exec('update "schemaVersion" set version = 99')
  newer.close()
  await expect(openDirectory(folder, () => {})).rejects.toThrow(/newer Weft.*Update this Weft/)
  const kept = new DatabaseSync(file).prepare('select version from "schemaVersion"').all()
  expect(kept).toEqual([{ version: 99 }])
})

test('an upgrade that fails in its middle leaves everything as it was', async () => {
  const { db } = await memoryDirectory()
  const broken = {
    async up(inside: typeof db) {
      await sql`create table half (x integer)`.execute(inside)
      throw new Error('the power of the imagination failed')
    },
  }
  const nothing = { up: async () => {} }
  await expect(migrate(db, [...versions.map(() => nothing), broken])).rejects.toThrow('imagination')
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from sqlite_master where name = 'half'`.execute(db)
  expect(rows[0]?.n).toBe(0)
  await expect(migrate(db, [])).rejects.toBeInstanceOf(NewerSchema)
  await db.destroy()
})

test('a directory that was there and is gone is no reason to let everybody in', async () => {
  await (await openDirectory(folder, () => {})).destroy()
  for (const name of readdirSync(folder))
    if (name.startsWith('directory.sqlite')) unlinkSync(join(folder, name))
  await expect(openDirectory(folder, () => {})).rejects.toThrow(/directory\.sqlite is missing.*backup/)
  expect(existsSync(join(folder, 'directory.sqlite'))).toBe(false)
})

test('a file that is no directory is named, with what to do', async () => {
  copyFileSync(fileURLToPath(import.meta.url), join(folder, 'directory.sqlite'))
  const opening = openDirectory(folder, () => {})
  await expect(opening).rejects.toBeInstanceOf(CannotStart)
  await expect(opening).rejects.toThrow(/cannot be opened.*backup/)
})
