import type { Outlet } from '../../src/core/connection.ts'
import type { Chronicle } from '../../src/ports/chronicle.ts'
import type { Log } from '../../src/ports/log.ts'
import type { Meter } from '../../src/ports/meter.ts'

const nothing = (): void => {}

/** A far end that takes everything and says nothing. */
export const deafOutlet: Outlet = {
  onBehalf: (act) => act(),
  send: nothing,
  close: nothing,
  pause: nothing,
  resume: nothing,
  probe: nothing,
}

/** A log, a meter and a chronicle for those who need one and look at none. */
export const silentLog: Log = { info: nothing, warn: nothing, error: nothing }
export const idleMeter: Meter = { count: nothing, set: nothing, observe: nothing }
export const forgetful: Chronicle = { introduced: nothing, titled: nothing }
