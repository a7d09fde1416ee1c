import { FORMAT, isOfLaterVersion } from '@weft/shared/model/version'
import { useCallback, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'

/** Whether a page is of a later version of the format, also when it becomes one while it is open. */
export function useLaterVersion(doc: Y.Doc): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const format = doc.getMap(FORMAT)
      format.observe(onChange)
      return () => format.unobserve(onChange)
    },
    [doc],
  )
  return useSyncExternalStore(subscribe, () => isOfLaterVersion(doc))
}
