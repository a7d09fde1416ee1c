import { expect, test } from 'vitest'
import { closeCodes, isWorthRetrying, reasonOfClose } from '../src/closeCodes.ts'
import { parseServerEvent } from '../src/events.ts'
import * as wire from '../src/wire.ts'

test('[W3] what is encoded is decoded as it was', () => {
  const update = Uint8Array.of(1, 2, 3)
  expect(wire.decodeMessage(wire.encodeUpdate(update))).toEqual({ type: 'update', update })
  expect(wire.decodeMessage(wire.encodeStep2(update))).toEqual({ type: 'step2', update })
  expect(wire.decodeMessage(wire.encodeStep1(update))).toEqual({ type: 'step1', stateVector: update })
  const entries = [
    { client: 2 ** 32, clock: 2 ** 41, state: '{"user":{"name":"安静的水獭"}}' },
    { client: 1, clock: 0, state: 'null' },
  ]
  expect(wire.decodeMessage(wire.encodeAwareness(entries))).toEqual({ type: 'awareness', entries })
  expect(wire.decodeMessage(Uint8Array.of(3))).toEqual({ type: 'queryAwareness' })
})

test('[D3] only step 2 and update carry an update', () => {
  const update = Uint8Array.of(0, 0)
  expect(wire.carriesUpdate(wire.encodeStep2(update))).toBe(true)
  expect(wire.carriesUpdate(wire.encodeUpdate(update))).toBe(true)
  expect(wire.carriesUpdate(wire.encodeStep1(update))).toBe(false)
  expect(wire.carriesUpdate(wire.encodeAwareness([]))).toBe(false)
})

test('[E1] an event that this page does not know is passed over', () => {
  expect(parseServerEvent('{"type":"storeRecovered"}')).toEqual({ type: 'storeRecovered' })
  expect(parseServerEvent('{"type":"storeFailing","reason":"diskFull"}')?.type).toBe('storeFailing')
  for (const json of ['{"type":"tomorrow"}', '{"type":"storeFailing","reason":"x"}', '{', 'null', '7']) {
    expect(parseServerEvent(json)).toBeNull()
  }
})

test('[C1] every close code has one reason', () => {
  expect(new Set(Object.values(closeCodes)).size).toBe(Object.keys(closeCodes).length)
  expect(reasonOfClose(4404)).toBe('noSuchDocument')
  expect(reasonOfClose(1006)).toBeNull()
  expect(reasonOfClose(1009)).toBe('tooLarge')
})

test('[C2] a page comes back unless the same would happen again', () => {
  expect([1000, 1006, 1012, 4500, 4503, 4508, 4529].every(isWorthRetrying)).toBe(true)
  expect([1009, 4400, 4404, 4413, 4499].some(isWorthRetrying)).toBe(false)
})
