import { sameStatus, type Status } from '../../session/status.ts'
import type { Readable } from '../../state/store.ts'

const MOMENT = 300

/** A status that follows another at once, except that it says «saving» only when that has lasted for a moment. */
export function settled(status: Readable<Status>): Readable<Status> {
  let shown = status.get()
  return {
    get: () => shown,
    subscribe(onChange) {
      let timer: ReturnType<typeof setTimeout> | undefined
      const show = () => {
        clearTimeout(timer)
        timer = undefined
        const now = status.get()
        if (sameStatus(now, shown)) return
        shown = now
        onChange()
      }
      const follow = () => {
        if (status.get().state === 'saving') timer ??= setTimeout(show, MOMENT)
        else show()
      }
      follow()
      const stop = status.subscribe(follow)
      return () => {
        clearTimeout(timer)
        stop()
      }
    },
  }
}
