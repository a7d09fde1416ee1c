import { describe, expect, test } from 'vitest'
import type { Log } from '../../src/ports/log.ts'

/** What every log promises. `written` is all that came out, as text. */
export function logContract(name: string, newLog: () => { log: Log; written: () => string }): void {
  describe(`${name} keeps the promises of a log`, () => {
    test('a message comes out with its fields', () => {
      const { log, written } = newLog()
      log.info('the door opened', { rooms: 3 })
      expect(written()).toContain('the door opened')
      expect(written()).toContain('"rooms":3')
    })

    test('an error comes out with its message, whatever the level', () => {
      for (const level of ['info', 'warn', 'error'] as const) {
        const { log, written } = newLog()
        log[level]('it failed', { error: new Error('no paper', { cause: new Error('no trees') }) })
        expect(written()).toContain('no paper')
        expect(written()).toContain('no trees')
      }
    })
  })
}
