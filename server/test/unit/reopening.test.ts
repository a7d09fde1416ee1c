import { execFileSync } from 'node:child_process'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openLevelStore } from '../../src/adapters/store/level/levelStore.ts'
import { StoreFailed } from '../../src/ports/store.ts'
import { silentLog } from '../world/silence.ts'

/** No file of this process may grow beyond so many bytes. */
function limitFiles(bytes: string): void {
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`])
}

afterEach(() => limitFiles('unlimited'))

test('[D5] a store that could not be opened again at once is opened later, with all that was in it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'weft-reopening-'))
  const store = await openLevelStore(folder, silentLog)
  const append = (letter: number): Promise<number[]> =>
    store.append([{ document: 'doc/a', update: new Uint8Array(100).fill(letter) }])
  expect(await append(1)).toEqual([1])
  limitFiles('1')
  await expect(append(2)).rejects.toThrow(StoreFailed)
  limitFiles('unlimited')
  // What LevelDB cannot do without is out of reach for a while.
  for (let times = 0; times < 3; times++) {
    await rename(join(folder, 'CURRENT'), join(folder, 'away'))
    await expect(append(3)).rejects.toThrow(StoreFailed)
    await rename(join(folder, 'away'), join(folder, 'CURRENT'))
  }
  expect(await append(4)).toEqual([2])
  await store.sync()
  expect((await store.load('doc/a'))?.tail.map(([first]) => first)).toEqual([1, 4])
  await store.close()
  await rm(folder, { recursive: true })
})
