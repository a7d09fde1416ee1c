import type { WebsocketProvider } from 'y-websocket'

/** y-websocket doubles its pause from here, up to the longest. */
const UNIT = 100
const LONGEST = 2500

/**
 * When a server ends, everybody's socket closes at the same moment, and y-websocket would bring all of them back at the
 * same moments too. From now on each pause is as long as chance says, up to what it would have been.
 */
export function spreadReturns(
  provider: Pick<WebsocketProvider, 'maxBackoffTime' | 'on' | 'wsUnsuccessfulReconnects'>,
  random: () => number = Math.random,
): void {
  // Told just before the provider counts this end and chooses its pause.
  provider.on('connection-close', () => {
    const pause = Math.min(UNIT * 2 ** (provider.wsUnsuccessfulReconnects + 1), LONGEST)
    provider.maxBackoffTime = pause * random()
  })
}
