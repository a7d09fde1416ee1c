import type { CloseReason } from '@weft/shared/closeCodes'
import type { Log } from '../ports/log.ts'
import { Share } from './share.ts'

/** Whom something is done for. */
interface Client {
  readonly isClosed: boolean
  pause(): () => void
  close(reason: CloseReason): void
}

interface Terms {
  /** What one client may use of all time, in per cent. */
  maxShare: number
  /** Is told what was taken, in milliseconds. */
  charge: (milliseconds: number) => void
  log: Log
}

/**
 * Does things on behalf of one client and counts what they take; who takes much is read from later (PROTOCOL.md, C5).
 * What throws ends this client's connection, and nothing else.
 */
export function onBehalfOf(client: Client, { maxShare, charge, log }: Terms): (act: () => void) => void {
  const share = new Share(maxShare, performance.now())
  let isResting = false

  const onBehalf = (act: () => void): void => {
    const started = performance.now()
    try {
      act()
    } catch (error) {
      log.error('a frame could not be handled; its connection was closed', { error })
      client.close('malformed')
    }
    const ended = performance.now()
    charge(ended - started)
    const pause = share.use(ended - started, ended)
    if (pause > 0 && !isResting && !client.isClosed) rest(pause)
  }

  const rest = (pause: number): void => {
    isResting = true
    const resume = client.pause()
    setTimeout(() => {
      resume()
      // What has arrived is read before the next rest: who lives can show it, however much it owes.
      setImmediate(() => {
        isResting = false
        onBehalf(() => {})
      })
    }, pause).unref()
  }

  return onBehalf
}
