import { expect, test } from 'vitest'
import { typing, working } from '../world/habits.ts'
import { World } from '../world/world.ts'

const STEPS = 220
const HISTORIES = Number(process.env.HISTORIES ?? 1000)
const FIRST = Number(process.env.SEED ?? 1)

/** One seeded history, told again by `SEED=<seed> HISTORIES=1`. */
async function live(seed: number, habit = working): Promise<void> {
  const world = new World(seed, habit)
  try {
    for (let i = 0; i < STEPS; i++) await world.step()
    await world.heal()
  } catch (error) {
    throw new Error(`history ${seed}: ${(error as Error).message}`, { cause: error })
  }
}

test(`[D1] [D2] [D3] [L1] [S2] ${HISTORIES} histories of people who come and go, of failing disks and dying servers: all converge, nothing is lost`, async () => {
  for (let seed = FIRST; seed < FIRST + HISTORIES; seed++) await live(seed)
  expect.assertions(0)
}, 600_000)

test(`[D1] [D2] [D3] [R2] [S2] ${HISTORIES / 2} histories of people who go on typing: what is told before it is applied is kept like everything else`, async () => {
  for (let seed = FIRST; seed < FIRST + HISTORIES / 2; seed++) await live(seed, typing)
  expect.assertions(0)
}, 600_000)

test('[K2] two who each bring what the other wrote do not wait for each other', async () => {
  await live(11_223)
  expect.assertions(0)
})

test('[D1] what only somebody’s own copy still has after a power cut was not shown by the server again', async () => {
  await live(3306)
  expect.assertions(0)
})
