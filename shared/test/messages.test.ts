import * as encoding from 'lib0/encoding'
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
  const crowd = Array.from({ length: 300 }, (_, client) => ({ client, clock: 1, state: '{"user":{}}' }))
  expect(wire.decodeMessage(wire.encodeAwareness(crowd))).toEqual({ type: 'awareness', entries: crowd })
  expect(wire.decodeMessage(Uint8Array.of(3))).toEqual({ type: 'queryAwareness' })
})

test('[W3] a sync message has the bytes that lib0 writes, whatever its length', () => {
  for (const length of [0, 1, 127, 128, 16_383, 16_384, 2 ** 21]) {
    const bytes = new Uint8Array(length).fill(7)
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarUint(encoder, 2)
    encoding.writeVarUint8Array(encoder, bytes)
    expect(Buffer.compare(wire.encodeUpdate(bytes), encoding.toUint8Array(encoder))).toBe(0)
  }
})

test('[W3] an update that lies in its frame is not copied again; one that lies in something else is', () => {
  const update = wire.copyInFrame(Uint8Array.of(1, 2, 3))
  expect(update).toEqual(Uint8Array.of(1, 2, 3))
  expect(wire.encodeUpdate(update).buffer).toBe(update.buffer)
  expect(wire.encodeStep2(update).buffer).not.toBe(update.buffer)
  const longer = Uint8Array.of(0, 2, 3, 1, 2, 3, 4)
  for (const other of [
    longer.subarray(3, 6),
    longer.subarray(3),
    Uint8Array.of(0, 1, 3, 1, 2, 3).subarray(3),
  ]) {
    expect(wire.decodeMessage(wire.encodeUpdate(other))).toEqual({ type: 'update', update: other })
  }
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
