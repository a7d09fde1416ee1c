import { describe, expect, test } from 'vitest'
import type { Meter } from '../../src/ports/meter.ts'

/** What every meter promises. `read` is the value of a counter or gauge, or how often something was observed. */
export function meterContract(name: string, meter: Meter, read: (what: string) => Promise<number>): void {
  describe(`${name} keeps the promises of a meter`, () => {
    test('a counter only grows', async () => {
      meter.count('commits_total')
      meter.count('commits_total', 4)
      expect(await read('commits_total')).toBe(5)
    })

    test('a gauge is what it was last set to', async () => {
      meter.set('connections', 7)
      meter.set('connections', 2)
      expect(await read('connections')).toBe(2)
    })

    test('what is observed is counted', async () => {
      meter.observe('append_seconds', 0.002)
      meter.observe('append_seconds', 200)
      expect(await read('append_seconds_count')).toBe(2)
    })
  })
}
