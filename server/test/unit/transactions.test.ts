import { afterEach, beforeEach, expect, test } from 'vitest'
import { memoryDirectory, type MemoryDirectory } from '../people/memoryDirectory.ts'
import { Random } from '../world/random.ts'

let directory: MemoryDirectory
beforeEach(async () => {
  directory = await memoryDirectory()
})
afterEach(() => directory.db.destroy())

const put = (db: MemoryDirectory['db'], key: string) =>
  db.insertInto('settings').values({ key, value: '0' }).execute()
const keys = async (): Promise<string[]> =>
  (await directory.db.selectFrom('settings').select('key').orderBy('key').execute()).map(({ key }) => key)

test('what is asked beside a transaction is not in it, and stays when that is taken back', async () => {
  let beside: Promise<unknown> = Promise.resolve()
  const taken = directory.db.transaction().execute(async (db) => {
    await put(db, 'inside')
    beside = put(directory.db, 'beside')
    await put(db, 'inside too')
    throw new Error('taken back')
  })
  await expect(taken).rejects.toThrow('taken back')
  await beside
  expect(await keys()).toEqual(['beside'])
})

test('of fifty transactions at once none sees the middle of another', async () => {
  await put(directory.db, 'count')
  const increment = () =>
    directory.db.transaction().execute(async (db) => {
      const { value } = await db.selectFrom('settings').select('value').executeTakeFirstOrThrow()
      await db
        .updateTable('settings')
        .set({ value: String(Number(value) + 1) })
        .execute()
    })
  await Promise.all(Array.from({ length: 50 }, increment))
  expect(await directory.db.selectFrom('settings').select('value').execute()).toEqual([{ value: '50' }])
})

test.each([1, 2, 3, 4, 5])(
  'from seed %i: transactions are there as a whole or not at all, for all who look',
  async (seed) => {
    const random = new Random(seed)
    const expected: string[] = []
    const all: Promise<unknown>[] = []
    const looks: string[][] = []
    for (let i = 0; i < 200; i++) {
      const name = String(i).padStart(3, '0')
      const kind = random.next()
      if (kind < 0.3) {
        expected.push(`${name} alone`)
        all.push(put(directory.db, `${name} alone`))
      } else if (kind < 0.6) {
        const fails = random.next() < 0.5
        if (!fails) expected.push(`${name} first`, `${name} second`)
        const work = directory.db.transaction().execute(async (db) => {
          await put(db, `${name} first`)
          await put(db, `${name} second`)
          if (fails) throw new Error('taken back')
        })
        all.push(work.catch(() => {}))
      } else {
        all.push(keys().then((seen) => looks.push(seen)))
      }
      if (random.next() < 0.2) await Promise.race(all)
      if (random.next() < 0.1) await all.at(-1)
    }
    await Promise.all(all)
    for (const seen of looks) {
      const first = seen.filter((key) => key.endsWith('first'))
      expect(seen.filter((key) => key.endsWith('second'))).toHaveLength(first.length)
    }
    expect(await keys()).toEqual(expected.sort())
  },
)
