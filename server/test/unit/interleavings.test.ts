import { expect, test } from 'vitest'
import { restless } from '../world/habits.ts'
import { World } from '../world/world.ts'

const STEPS = 120
const INTERLEAVINGS = Number(process.env.INTERLEAVINGS ?? 2000)
const FIRST = Number(process.env.SEED ?? 1)

/** One seeded interleaving, told again by `SEED=<seed> INTERLEAVINGS=1`. */
async function live(seed: number): Promise<void> {
  const world = new World(seed, restless)
  try {
    for (let i = 0; i < STEPS; i++) await world.step()
    await world.heal()
    await world.empty()
  } catch (error) {
    throw new Error(`interleaving ${seed}: ${(error as Error).message}`, { cause: error })
  }
}

test(`[L2] [L3] [L4] [D4] [D6] ${INTERLEAVINGS} interleavings of opening, writing, folding, closing and ending, with loads and writes that fail: one room at a time, nothing lost, nothing left open`, async () => {
  for (let seed = FIRST; seed < FIRST + INTERLEAVINGS; seed++) await live(seed)
  expect.assertions(0)
}, 3_600_000)

test('[D2] what a killed server left unsynced survives the power cut behind the SIGTERM of the next one', async () => {
  await live(62_265)
  expect.assertions(0)
})
