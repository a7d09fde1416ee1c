import { describe, expect, test } from 'vitest'
import type { Clock } from '../../src/ports/clock.ts'

/**
 * What every clock promises.
 * @param pass lets at least this many milliseconds and a turn go by.
 */
export function clockContract(
  name: string,
  clock: Clock,
  pass: (milliseconds: number) => Promise<void>,
): void {
  describe(`${name} keeps the promises of a clock`, () => {
    test('time passes', async () => {
      const before = clock.now()
      await pass(5)
      expect(clock.now()).toBeGreaterThanOrEqual(before + 4)
    })

    test('what is put off runs once, and not when it was called off', async () => {
      const ran: string[] = []
      clock.after(2, () => ran.push('kept'))
      const callOff = clock.after(2, () => ran.push('called off'))
      callOff()
      expect(ran).toEqual([])
      await pass(20)
      expect(ran).toEqual(['kept'])
      callOff()
    })

    test('a turn ends later, and in the order of the calls', async () => {
      const ran: number[] = []
      clock.turn(() => ran.push(1))
      clock.turn(() => ran.push(2))
      expect(ran).toEqual([])
      await pass(0)
      expect(ran).toEqual([1, 2])
    })
  })
}
