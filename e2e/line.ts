import type { Page } from '@playwright/test'
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
    const up = travel()
    const down = travel()
    socket.onMessage((frame) => up(() => server.send(frame)))
    server.onMessage((frame) => down(() => socket.send(frame)))
    socket.onClose((code, reason) => up(() => server.close(closing(code, reason))))
    server.onClose((code, reason) => down(() => socket.close(closing(code, reason))))
  })

  /** What happens at one end happens at the other in the same order, each after the delay and when the line is whole. */
  function travel(): (arrive: () => unknown) => void {
    let last: Promise<unknown> = Promise.resolve()
    return (arrive) => {
      const travelled = setTimeout(delay)
      last = last
        .then(() => travelled)
        .then(() => whole)
        .then(arrive)
    }
  }

  return {
    cut() {
      whole = new Promise((resolve) => (mend = resolve))
    },
    mend: () => mend(),
  }
}

/** Codes below 3000 are the browser's own words, which nobody else may use. */
function closing(code: number | undefined, reason: string | undefined): { code?: number; reason?: string } {
  return code === undefined || code < 3000 ? {} : { code, ...(reason !== undefined && { reason }) }
}
