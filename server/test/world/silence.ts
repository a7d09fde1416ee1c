import type { Log } from '../../src/ports/log.ts'
import type { Meter } from '../../src/ports/meter.ts'

const nothing = (): void => {}

/** A log and a meter for those who need one and look at neither. */
export const silentLog: Log = { info: nothing, warn: nothing, error: nothing }
export const idleMeter: Meter = { count: nothing, set: nothing, observe: nothing }
