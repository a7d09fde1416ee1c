import { createDeviceStore } from '../../state/deviceStore.ts'
import { readIdentity } from './guest.ts'

/** The person at this device; all its tabs are the same one. */
export const identity = createDeviceStore('weft.identity', (stored) => readIdentity(stored, Math.random))
