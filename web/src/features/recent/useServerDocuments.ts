import type { DocumentRow } from '@weft/shared/api/documents'
import { useCallback, useEffect, useState } from 'react'
import { listDocuments } from '../../api/documents.ts'

/** What the server knows of one's documents; nothing until it has answered, and where it does not. */
export function useServerDocuments(): { server: readonly DocumentRow[]; reload: () => Promise<void> } {
  const [server, setServer] = useState<readonly DocumentRow[]>([])
  const reload = useCallback(async () => {
    try {
      setServer(await listDocuments())
    } catch {
      // The list of this device is there without it.
    }
  }, [])
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- the server's answer comes later
    void reload()
  }, [reload])
  return { server, reload }
}
