import { expect, test, vi } from 'vitest'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { spreadReturns } from '../src/session/spreadReturns.ts'

/** A socket to a server that is not there. */
class RefusedSocket {
  onclose: ((event: { code: number }) => void) | null = null

  constructor() {
    setTimeout(() => this.onclose?.({ code: 1006 }), 0)
  }

  close() {}
  send() {}
}

test('people whose server ended do not all come back at the same moment, and none waits longer than before', () => {
  vi.useFakeTimers()
  const pauses = Array.from({ length: 100 }, () => {
    const opened: number[] = []
    const provider = new WebsocketProvider('ws://nowhere', 'room', new Y.Doc(), {
      connect: false,
      disableBc: true,
      WebSocketPolyfill: class extends RefusedSocket {
        constructor() {
          super()
          opened.push(Date.now())
        }
      } as unknown as typeof WebSocket,
    })
    spreadReturns(provider)
    provider.connect()
    vi.advanceTimersByTime(20_000)
    provider.destroy()
    return opened.slice(1).map((at, i) => at - opened[i]!)
  })
  vi.useRealTimers()
  const first = pauses.map(([pause]) => pause!)
  expect(new Set(first).size).toBeGreaterThan(50)
  expect(Math.max(...first)).toBeLessThanOrEqual(201)
  expect(Math.max(...pauses.flat())).toBeLessThanOrEqual(2501)
  expect(Math.max(...pauses.flat())).toBeGreaterThan(1500)
})
