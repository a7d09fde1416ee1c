import type { Page, WebSocketRoute } from '@playwright/test'
import { setTimeout } from 'node:timers/promises'

/** The network between one page and the server. Whatever happens to it, everything arrives in order. */
export interface Line {
  /** From now on nothing passes, and neither end notices. */
  cut: () => void
  /** What waited arrives, and all else passes again. */
  mend: () => void
}

/** Puts a page that is yet to be opened behind a line of its own, with this delay each way, in milliseconds. */
export async function line(page: Page, delay = 0): Promise<Line> {
  let whole = Promise.resolve()
  let mend = (): void => {}
  await page.routeWebSocket(/\/sync\//, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage(carrier(server))
    server.onMessage(carrier(socket))
  })

  /** Frames leave in the order they came, each after the delay and when the line is whole. */
  function carrier(to: WebSocketRoute): (frame: string | Buffer) => void {
    let last = Promise.resolve()
    return (frame) => {
      const travelled = setTimeout(delay)
      last = last
        .then(() => travelled)
        .then(() => whole)
        .then(() => to.send(frame))
    }
  }

  return {
    cut() {
      whole = new Promise((resolve) => (mend = resolve))
    },
    mend: () => mend(),
  }
}
