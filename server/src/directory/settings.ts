import type { Settings } from '@weft/shared/api/administration'
import type { Directory } from './directory.ts'
import type { StoredSettings } from './schema.ts'
import { newSecret } from './secrets.ts'

const defaults: StoredSettings = { registration: 'invite', domains: [], guests: true }

/** What administrators have set, and the defaults for the rest. */
export async function readSettings({ db }: Pick<Directory, 'db'>): Promise<Settings> {
  const rows = await db.selectFrom('settings').selectAll().where('key', 'in', Object.keys(defaults)).execute()
  const stored = Object.fromEntries(rows.map(({ key, value }) => [key, JSON.parse(value) as unknown]))
  return { ...defaults, ...stored }
}

/** Changes some settings; whoever may not stay by the new ones is out. */
export async function changeSettings(directory: Directory, changes: Partial<StoredSettings>): Promise<void> {
  await directory.db.transaction().execute(async (db) => {
    for (const [key, value] of Object.entries(changes)) {
      if (value !== undefined) await keep(db, key, JSON.stringify(value))
    }
  })
  await directory.rightsChanged({})
}

/** A secret of this server, made when it is first asked for and the same from then on. */
export async function keepSecret(directory: Pick<Directory, 'db' | 'random'>, name: string): Promise<string> {
  const key = `secret.${name}`
  const value = newSecret(directory.random)
  await directory.db
    .insertInto('settings')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  const kept = await directory.db
    .selectFrom('settings')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  return kept.value
}

async function keep(db: Directory['db'], key: string, value: string): Promise<void> {
  await db
    .insertInto('settings')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}
